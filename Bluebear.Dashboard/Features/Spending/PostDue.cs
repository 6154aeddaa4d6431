using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Posts what is due, in the lane behind interactive postings.</summary>
public sealed class PostDue(CreditLedger ledger)
{
    private const string Actor = "Bluebear";

    /// <summary>Posts a movement of a tenant.</summary>
    /// <returns>False if it moved nothing.</returns>
    /// <exception cref="LedgerUnavailableException">The database cannot be written now.</exception>
    /// <exception cref="InvalidOperationException">The ledger refused it. It never refuses such movements unless the books are
    /// damaged.</exception>
    public async Task<bool> RunAsync(TenantId tenant, Movement movement, CancellationToken cancellation)
    {
        var result = await ledger.PostAsync(
            new()
            {
                Tenant = tenant,
                Movement = movement,
                Actor = Actor,
                Key = OperationKey.New(),
                Lane = Lane.Bulk,
            },
            cancellation);
        return result switch
        {
            PostingResult.Refused { Refusal.Reason: RefusalReason.Unavailable } => throw new LedgerUnavailableException("The ledger accepts no postings now."),
            PostingResult.Refused refused => throw new InvalidOperationException($"The ledger refused it: {refused.Refusal.Reason}."),
            _ => result.ReceiptOrNull is { Transfers.Count: > 0 },
        };
    }
}

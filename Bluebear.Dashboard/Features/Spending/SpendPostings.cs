using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Posts a gateway's requests in its name, without any query.</summary>
public sealed class SpendPostings(CreditLedger ledger, ICurrentCaller callers)
{
    private Caller? _caller;

    /// <summary>The caller.</summary>
    /// <exception cref="AccessRefusedException">The caller may not spend credits.</exception>
    public async Task<Caller> CallerAsync(CancellationToken cancellation) =>
        _caller ??= await callers.RequireAsync(Permission.SpendCredits, cancellation);

    /// <summary>Posts a movement once for each key.</summary>
    /// <exception cref="AccessRefusedException">The caller may not spend credits.</exception>
    internal async Task<PostingResult> PostAsync(
        Movement movement, OperationKey key, string? reason, Lane lane, CancellationToken cancellation)
    {
        var caller = await CallerAsync(cancellation);
        return await ledger.PostAsync(
            new()
            {
                Tenant = caller.Tenant,
                Movement = movement,
                Actor = caller.Actor,
                Key = key,
                Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
                Lane = lane,
            },
            cancellation);
    }
}

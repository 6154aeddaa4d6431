using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History.Reversing;

/// <summary>Reverses an allocation, or a purchase (finance admins only), with a linked transfer.</summary>
internal sealed class ReverseRecordedTransfer(
    ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Reverses a transfer once for each key.</summary>
    /// <param name="id">The transfer.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="key">A new one for each dialog.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="AccessRefusedException">The caller may not move credits, or, for a purchase, not record
    /// purchases.</exception>
    public async Task<Outcome> RunAsync(TransferId id, string reason, OperationKey key, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.MoveCredits, cancellation);
        if (await IsPurchaseAsync(caller, id, cancellation))
        {
            caller.Require(Permission.RecordPurchases);
        }

        return await postings.PostAsync(caller, new ReverseTransfer(id), key, reason, cancellation);
    }

    private async Task<bool> IsPurchaseAsync(Caller caller, TransferId id, CancellationToken cancellation)
    {
        await using var db = contexts.ForTenant(caller.Tenant);
        return await db.Transfers.AnyAsync(row => row.Id == id.Value && row.Type == TransferType.Purchase, cancellation);
    }
}

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Undoes an allocation by a reversal that is linked to it; the original stays.</summary>
internal sealed class UndoTransfer(ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Undoes one transfer as a whole. Repeating it does nothing more.</summary>
    /// <exception cref="AccessRefusedException">
    /// The caller may not move credits (for a purchase: not record purchases), or there is no such transfer for them.
    /// </exception>
    public async Task<Outcome> UndoAsync(TransferId transfer, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.MoveCredits, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var original = await context.Transfers.Where(row => row.Id == transfer.Value)
            .Select(row => new { row.Type, row.FromId, row.ToId }).SingleOrDefaultAsync(cancellation);
        if (original is null || !(Sees(caller, original.FromId) || Sees(caller, original.ToId)))
        {
            throw new AccessRefusedException(AccessRefusal.NotFound);
        }

        if (original.Type == TransferType.Purchase && !caller.Can(Permission.RecordPurchases))
        {
            throw new AccessRefusedException(AccessRefusal.Forbidden);
        }

        return await postings.PostAsync(caller, new ReverseTransfer(transfer), KeyOf(transfer), cancellation: cancellation);
    }

    // One key for each transfer: two people who undo the same one at once both see it done.
    private static OperationKey KeyOf(TransferId transfer) => new("undo:" + PublicId.Format(PublicId.Transfer, transfer.Value));

    private static bool Sees(Caller caller, long? account) => account is { } id && caller.CanSee(new(id));
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Undoes allocations with linked reversals. The originals stay.</summary>
internal sealed class UndoTransfer(ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Undoes transfers as a whole, in one commit: all or none. A repeat does nothing more.</summary>
    /// <exception cref="AccessRefusedException">
    /// The caller may not move credits (for a purchase: not record purchases), or may not see the transfer.
    /// </exception>
    public async Task<Outcome> UndoAsync(IReadOnlyList<TransferId> transfers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        var caller = await callers.RequireAsync(Permission.MoveCredits, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var ids = transfers.Select(transfer => transfer.Value).ToList();
        var originals = await context.Transfers.Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Type, row.FromId, row.ToId }).ToListAsync(cancellation);
        if (originals.Count < ids.Distinct().Count() || !originals.All(row => Sees(caller, row.FromId) || Sees(caller, row.ToId)))
        {
            throw AccessRefusedException.NotFound(caller);
        }

        if (originals.Any(row => row.Type == TransferType.Purchase))
        {
            caller.Require(Permission.RecordPurchases);
        }

        return await postings.PostAsync(caller, MovementOf(transfers), KeyOf(transfers), "Undo", cancellation);
    }

    // Last first: an earlier transfer may need the credits of a later one to go back.
    private static Movement MovementOf(IReadOnlyList<TransferId> transfers) => transfers is [var only]
        ? new ReverseTransfer(only)
        : new ReverseTransfersTogether([.. transfers.Reverse()]);

    // One key for the same transfers, so that two people who undo them at once both see it done.
    private static OperationKey KeyOf(IReadOnlyList<TransferId> transfers)
    {
        var first = "undo:" + PublicId.Format(PublicId.Transfer, transfers[0].Value);
        return new(transfers.Count == 1 ? first : $"{first}:{transfers.Count}");
    }

    private static bool Sees(Caller caller, long? account) => account is { } id && caller.CanSee(new(id));
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Reads balances and the latest movements.</summary>
internal static class ReadWallet
{
    private const int Latest = 5;

    /// <summary>
    /// The pool's figures; for a team lead those of all led accounts. For a caller who may read the books, from the caller's
    /// snapshot.
    /// </summary>
    public static async Task<WalletSummary> SummaryAsync(BluebearDbContext db, Caller caller, CancellationToken cancellation)
    {
        var visible = caller.VisibleAccounts;
        var accounts = visible.IsAll
            ? db.Accounts.Where(row => row.Kind == AccountKinds.Tenant)
            : db.Accounts.Where(row => visible.Ids.Contains(row.Id));
        var rows = await accounts.Select(row => new { row.Id, row.Name, row.AvailableMicroCredits, row.ReservedMicroCredits })
            .ToListAsync(cancellation);
        var available = Credits.Sum(rows.Select(row => Credits.FromMicroCredits(row.AvailableMicroCredits)));
        var reserved = Credits.Sum(rows.Select(row => Credits.FromMicroCredits(row.ReservedMicroCredits)));
        // Only the pool pays for the pool, so its available credits are what a request charged to it could draw.
        return visible.IsAll && rows is [var pool]
            ? new(pool.Name, available + reserved, available, reserved, new(pool.Id))
            : new(null, available + reserved, available, reserved, null);
    }

    /// <summary>The latest transfers that the caller may see, newest first.</summary>
    /// <param name="db">The caller's snapshot.</param>
    /// <param name="caller">A caller who may read the books.</param>
    /// <param name="withoutUsage">Leaves out reservations, settlements and releases.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<IReadOnlyList<LatestMovement>> LatestAsync(
        BluebearDbContext db, Caller caller, bool withoutUsage, CancellationToken cancellation)
    {
        var ids = await IdsAsync(db, caller.VisibleAccounts, withoutUsage, cancellation);
        var rows = await db.Transfers.Where(row => ids.Contains(row.Id)).OrderByDescending(row => row.Id).Select(row => new
        {
            row.Id,
            row.Type,
            row.Cause,
            row.AmountMicroCredits,
            row.FromId,
            FromName = db.Accounts.Where(account => account.Id == row.FromId).Select(account => account.Name).FirstOrDefault(),
            row.ToId,
            ToName = db.Accounts.Where(account => account.Id == row.ToId).Select(account => account.Name).FirstOrDefault(),
            row.RecordedAt,
        }).ToListAsync(cancellation);
        return [.. rows.Select(row => new LatestMovement
        {
            Id = new(row.Id),
            Type = row.Type,
            Cause = row.Cause,
            Amount = Credits.FromMicroCredits(row.AmountMicroCredits),
            From = row.FromId is { } from ? new(from) : null,
            FromName = row.FromName,
            To = row.ToId is { } to ? new(to) : null,
            ToName = row.ToName,
            RecordedAt = row.RecordedAt,
        })];
    }

    // The latest of several accounts are among the latest of each account; the same holds for types.
    private static async Task<List<long>> IdsAsync(
        BluebearDbContext db, VisibleAccounts visible, bool withoutUsage, CancellationToken cancellation)
    {
        var found = new SortedSet<long>();
        if (withoutUsage)
        {
            TransferType[] funding =
                [TransferType.Purchase, TransferType.Allocation, TransferType.Refund, TransferType.Expiry, TransferType.Reversal];
            foreach (var type in funding)
            {
                var rows = db.Transfers.Where(row => row.Type == EF.Constant(type));
                found.UnionWith(await (visible.IsAll ? rows : rows.Touching(visible.Ids))
                    .OrderByDescending(row => row.Id).Take(Latest).Select(row => row.Id).ToListAsync(cancellation));
            }
        }
        else if (visible.IsAll)
        {
            found.UnionWith(await db.Transfers.OrderByDescending(row => row.Id).Take(Latest).Select(row => row.Id)
                .ToListAsync(cancellation));
        }
        else
        {
            foreach (var account in visible.Ids)
            {
                found.UnionWith(await db.Entries
                    .Where(entry => entry.AccountId == account && entry.AvailableAfterMicroCredits != null)
                    .OrderByDescending(entry => entry.Sequence).Take(Latest)
                    .Select(entry => entry.TransferId).ToListAsync(cancellation));
            }
        }

        return [.. found.Reverse().Take(Latest)];
    }
}

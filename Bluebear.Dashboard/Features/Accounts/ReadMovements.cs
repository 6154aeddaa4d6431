using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>Reads an account's latest movements.</summary>
internal static class ReadMovements
{
    private const int Most = 8;

    // Each has an index. Usage has a card of its own.
    private static readonly TransferType[] Types =
        [TransferType.Purchase, TransferType.Allocation, TransferType.Expiry, TransferType.Reversal, TransferType.Refund];

    /// <summary>What moved credits without being usage, newest first, from the caller's snapshot.</summary>
    public static async Task<IReadOnlyList<AccountMovement>> ReadAsync(
        BluebearDbContext db, Caller caller, AccountId account, CancellationToken cancellation)
    {
        var found = new SortedSet<long>();
        foreach (var type in Types)
        {
            found.UnionWith(await db.Transfers.Where(row => row.Type == EF.Constant(type) && (row.FromId == account.Value || row.ToId == account.Value))
                .OrderByDescending(row => row.Id).Take(Most).Select(row => row.Id).ToListAsync(cancellation));
        }

        List<long> ids = [.. found.Reverse().Take(Most)];
        var rows = await db.Transfers.Where(row => ids.Contains(row.Id)).OrderByDescending(row => row.Id).Select(row => new
        {
            row.Id,
            row.Type,
            row.Cause,
            row.AmountMicroCredits,
            row.RecordedAt,
            From = db.Accounts.Where(side => side.Id == row.FromId).Select(side => new { side.Id, side.Kind, side.Name }).FirstOrDefault(),
            To = db.Accounts.Where(side => side.Id == row.ToId).Select(side => new { side.Id, side.Kind, side.Name }).FirstOrDefault(),
            Reason = db.Texts.Where(text => text.Id == row.ReasonId).Select(text => text.Value).FirstOrDefault(),
        }).ToListAsync(cancellation);
        return [.. rows.Select(row => new AccountMovement(new(row.Id), row.Type, row.Cause, Credits.FromMicroCredits(row.AmountMicroCredits),
            row.From is { } from ? new(new(from.Id), from.Kind, from.Name) : null, row.To is { } to ? new(new(to.Id), to.Kind, to.Name) : null,
            row.Reason, row.RecordedAt))];
    }
}

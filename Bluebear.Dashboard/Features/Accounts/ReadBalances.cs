using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Ui.Charts;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>Reads an account's balance by day, and what came to it on each day.</summary>
internal static class ReadBalances
{
    private const int MostFundings = 5_000;

    /// <summary>The chart, from the caller's snapshot: the balance at the end of each day, and now for today.</summary>
    public static async Task<LineChartData> ReadAsync(
        BluebearDbContext db, Account account, DateOnly first, DateOnly today, TimeZoneInfo zone, CancellationToken cancellation)
    {
        List<DateOnly> days = [.. Enumerable.Range(0, today.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
        // The first one is the end of the day before the range.
        var ends = days.Select(day => TenantDays.StartOf(day, zone).AddTicks(-TimeSpan.TicksPerMicrosecond)).ToList();
        var past = await db.BalancesAsync(account.Id, ends, cancellation);
        var born = TenantDays.Of(account.CreatedAt, zone);
        var balances = past.Skip(1).Append(new(account.Available, account.Reserved, 0)).Zip(days)
            .Select(pair => pair.Second < born ? (PastBalance?)null : pair.First).ToList();
        var fundings = await FundingsAsync(db, account.Id, past[0].LastTransfer, ends[0], zone, cancellation);
        return new(days,
        [
            new("Available", [.. balances.Select(static one => one?.Available)]),
            new("Reserved", [.. balances.Select(static one => one?.Reserved)], IsDashed: true),
            new("Funded", [.. days.Select(day => fundings.TryGetValue(day, out var sum) ? sum : (Credits?)null)], AreDots: true),
        ]);
    }

    // The types have an index each; the account's last transfer before the range bounds what is read of it.
    private static async Task<Dictionary<DateOnly, Credits>> FundingsAsync(
        BluebearDbContext db, AccountId account, long after, DateTimeOffset since, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var found = new List<(DateOnly Day, Credits Amount)>();
        foreach (var type in (TransferType[])[TransferType.Purchase, TransferType.Allocation])
        {
            var rows = await db.Transfers.Where(row => row.Type == EF.Constant(type) && row.Id > after && row.ToId == account.Value && row.FromId != account.Value
                    && row.RecordedAt > since && !db.Transfers.Any(undo => undo.ReversesId == row.Id))
                .OrderByDescending(row => row.Id).Take(MostFundings).Select(row => new { row.RecordedAt, row.AmountMicroCredits }).ToListAsync(cancellation);
            found.AddRange(rows.Select(row => (TenantDays.Of(row.RecordedAt, zone), Credits.FromMicroCredits(row.AmountMicroCredits))));
        }

        return found.GroupBy(static one => one.Day).ToDictionary(static day => day.Key, static day => Credits.Sum(day.Select(static one => one.Amount)));
    }
}

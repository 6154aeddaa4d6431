using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Forecasting;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>Reads what accounts paid by day. A refund counts on its own day, not on that of the usage.</summary>
internal static class DailySpendReads
{
    private const int MostRefunds = 10_000;
    private const int AccountsAtOnce = 1_000;

    /// <summary>The paces of all accounts that paid for usage lately, or of one account; and that of all of them together.</summary>
    public static async Task<(Dictionary<AccountId, SpendPace> Each, SpendPace? Together)> ReadAsync(
        BluebearDbContext db, AccountId? account, DateOnly today, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var first = today.AddDays(-DailySpend.MostDays);
        var rows = await Payers(db, account).Where(row => row.Day >= first && row.Day < today)
            .Select(row => new DaySpend(row.AccountId, row.Day, row.MicroCredits)).ToListAsync(cancellation);
        var moved = await RefundsAsync(db, account, first, zone, cancellation);
        List<DaySpend> all = [.. rows, .. moved];
        var byAccount = all.GroupBy(static row => row.Account).ToList();
        var young = byAccount.Where(days => days.Min(static day => day.Day) > first).Select(static days => days.Key).ToList();
        var funded = await FirstFundingsAsync(db, young, zone, cancellation);
        var paces = byAccount.ToDictionary(static days => new AccountId(days.Key), days => Pace(days, funded.GetValueOrDefault(days.Key, first)));
        return (paces, account is null && all.Count > 0 ? Pace(all, await FirstPurchaseAsync(db, all, first, zone, cancellation)) : null);

        SpendPace Pace(IEnumerable<DaySpend> days, DateOnly since) =>
            SpendPace.Of(DailySpend.Of(days.Select(static day => (day.Day, Credits.FromMicroCredits(day.MicroCredits))), since, today));
    }

    /// <summary>What accounts, or one account, paid on the current day.</summary>
    public static async Task<Dictionary<AccountId, Credits>> TodayAsync(
        BluebearDbContext db, AccountId? account, DateOnly today, CancellationToken cancellation) =>
        (await Payers(db, account).Where(row => row.Day == today).Select(row => new { row.AccountId, row.MicroCredits }).ToListAsync(cancellation))
            .ToDictionary(row => new AccountId(row.AccountId), row => Credits.FromMicroCredits(row.MicroCredits));

    private static IQueryable<UsageDayRow> Payers(BluebearDbContext db, AccountId? account)
    {
        var rows = db.UsageDays.AsNoTracking().Where(row => row.Dimension == UsageDimension.Payer);
        return account is { } one ? rows.Where(row => row.AccountId == one.Value) : rows;
    }

    // The rollup takes a refund off the day of the usage. Here it moves to its own day. Refunds are few: the newest are enough.
    private static async Task<IEnumerable<DaySpend>> RefundsAsync(
        BluebearDbContext db, AccountId? account, DateOnly first, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var from = TenantDays.StartOf(first, zone);
        var refunds = await db.Transfers.Where(row => row.Type == TransferType.Refund)
            .OrderByDescending(row => row.Id).Take(MostRefunds)
            .Where(row => row.RecordedAt >= from && (account == null || row.ToId == account.Value.Value))
            .Join(db.Charges, row => row.ChargeId, charge => charge.Id,
                (row, charge) => new { row.ToId, row.AmountMicroCredits, row.RecordedAt, charge.OccurredAt })
            .ToListAsync(cancellation);
        return refunds.SelectMany(refund => (DaySpend[])[
            new(refund.ToId!.Value, TenantDays.Of(refund.OccurredAt, zone), refund.AmountMicroCredits),
            new(refund.ToId!.Value, TenantDays.Of(refund.RecordedAt, zone), -refund.AmountMicroCredits),
        ]).Where(row => row.Day >= first);
    }

    // A company with usage on the first day that is looked at has been spending for at least as long.
    private static async Task<DateOnly> FirstPurchaseAsync(
        BluebearDbContext db, List<DaySpend> all, DateOnly first, TimeZoneInfo zone, CancellationToken cancellation) =>
        all.Min(static day => day.Day) > first && await db.Purchases.MinAsync(row => (DateTimeOffset?)row.RecordedAt, cancellation) is { } bought
            ? TenantDays.Of(bought, zone) : first;

    private static async Task<Dictionary<long, DateOnly>> FirstFundingsAsync(
        BluebearDbContext db, List<long> accounts, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var found = new Dictionary<long, DateOnly>();
        foreach (var ids in accounts.Chunk(AccountsAtOnce))
        {
            var firsts = await db.Accounts.Where(row => ids.Contains(row.Id)).Select(row => new
            {
                row.Id,
                At = db.Entries.Where(entry => entry.AccountId == row.Id && entry.AvailableAfterMicroCredits != null)
                    .OrderBy(entry => entry.Sequence)
                    .Select(entry => db.Transfers.Where(transfer => transfer.Id == entry.TransferId).Select(transfer => (DateTimeOffset?)transfer.RecordedAt).FirstOrDefault())
                    .FirstOrDefault(),
            }).ToListAsync(cancellation);
            foreach (var one in firsts.Where(one => one.At is not null))
            {
                found[one.Id] = TenantDays.Of(one.At!.Value, zone);
            }
        }

        return found;
    }

    private readonly record struct DaySpend(long Account, DateOnly Day, long MicroCredits);
}

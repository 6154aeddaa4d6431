using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>What every account paid for usage recently, from the rollup by the tenant's days, never from entries.</summary>
internal static class BurnRates
{
    // In two parts, because the whole sum may be too wide for the database.
    private const long Unit = 1_000_000;

    /// <summary>The accounts that paid anything on the days before today, with their rates.</summary>
    public static async Task<IReadOnlyDictionary<AccountId, BurnRate>> ReadAsync(
        BluebearDbContext db, DateOnly today, CancellationToken cancellation)
    {
        var first = today.AddDays(-BurnRate.Window);
        var sums = await db.UsageDays
            .Where(row => row.Dimension == UsageDimension.Payer && row.Day >= first && row.Day < today && row.MicroCredits > 0)
            .GroupBy(row => row.AccountId)
            .Select(group => new
            {
                Account = group.Key,
                Spent = group.Sum(row => row.MicroCredits / Unit),
                SpentRest = group.Sum(row => row.MicroCredits % Unit),
                Days = group.Count(),
                FirstDay = group.Min(row => row.Day),
            })
            .ToListAsync(cancellation);
        return sums.ToDictionary(sum => new AccountId(sum.Account),
            sum => new BurnRate(Credits.FromParts(sum.Spent, sum.SpentRest), sum.Days, sum.FirstDay));
    }
}

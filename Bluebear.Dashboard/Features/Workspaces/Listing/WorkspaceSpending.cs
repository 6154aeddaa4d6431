using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>Usage of this month and of the last days, from the rollup by the tenant's days, never from entries.</summary>
internal sealed class WorkspaceSpending
{
    /// <summary>The number for usage without a workspace.</summary>
    public const long NoWorkspace = 0;

    private const long Unit = Credits.MicroCreditsPerCredit;

    private readonly Dictionary<(UsageDimension Dimension, long Account), MonthSum> _sums;

    private WorkspaceSpending(IEnumerable<MonthSum> sums) => _sums = sums.ToDictionary(sum => (sum.Dimension, sum.Account));

    /// <summary>This month's usage of a workspace.</summary>
    public Credits AttributedTo(long workspace) => Sum(UsageDimension.Workspace, workspace);

    /// <summary>This month's usage that an account paid.</summary>
    public Credits PaidBy(long account) => Sum(UsageDimension.Payer, account);

    /// <summary>What an account paid on the days before today.</summary>
    public BurnRate BurnOf(long account) => _sums.TryGetValue((UsageDimension.Payer, account), out var sum)
        ? new(Credits.FromParts(sum.Lately, sum.LatelyRest), sum.DaysWithUsage, sum.FirstDay ?? default)
        : default;

    /// <summary>Reads the sums of every account.</summary>
    public static async Task<WorkspaceSpending> ReadAsync(BluebearDbContext context, DateOnly today, CancellationToken cancellation)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var burn = today.AddDays(-BurnRate.Window);
        var first = month < burn ? month : burn;
        var sums = await context.UsageDays
            .Where(row => row.Day >= first && row.Day <= today)
            .GroupBy(row => new { row.Dimension, row.AccountId })
            .Select(group => new MonthSum(
                group.Key.Dimension,
                group.Key.AccountId,
                group.Sum(row => row.Day >= month ? row.MicroCredits / Unit : 0),
                group.Sum(row => row.Day >= month ? row.MicroCredits % Unit : 0),
                group.Sum(row => row.Day >= burn && row.Day < today ? row.MicroCredits / Unit : 0),
                group.Sum(row => row.Day >= burn && row.Day < today ? row.MicroCredits % Unit : 0),
                group.Count(row => row.Day >= burn && row.Day < today && row.MicroCredits > 0),
                group.Min(row => row.Day >= burn && row.MicroCredits > 0 ? row.Day : (DateOnly?)null)))
            .ToListAsync(cancellation);
        return new(sums);
    }

    private Credits Sum(UsageDimension dimension, long account) =>
        _sums.TryGetValue((dimension, account), out var sum) ? Credits.FromParts(sum.ThisMonth, sum.ThisMonthRest) : Credits.Zero;

    private sealed record MonthSum(
        UsageDimension Dimension, long Account, long ThisMonth, long ThisMonthRest, long Lately, long LatelyRest, int DaysWithUsage, DateOnly? FirstDay);
}

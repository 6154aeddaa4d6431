using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>Usage of this month, from the rollup by the tenant's days, never from entries.</summary>
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

    /// <summary>Reads the sums of every account.</summary>
    public static async Task<WorkspaceSpending> ReadAsync(BluebearDbContext context, DateOnly today, CancellationToken cancellation)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var sums = await context.UsageDays
            .Where(row => row.Day >= month && row.Day <= today)
            .GroupBy(row => new { row.Dimension, row.AccountId })
            .Select(group => new MonthSum(
                group.Key.Dimension,
                group.Key.AccountId,
                group.Sum(row => row.MicroCredits / Unit),
                group.Sum(row => row.MicroCredits % Unit)))
            .ToListAsync(cancellation);
        return new(sums);
    }

    private Credits Sum(UsageDimension dimension, long account) =>
        _sums.TryGetValue((dimension, account), out var sum) ? Credits.FromParts(sum.ThisMonth, sum.ThisMonthRest) : Credits.Zero;

    private sealed record MonthSum(UsageDimension Dimension, long Account, long ThisMonth, long ThisMonthRest);
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Usage by day and workspace that a caller may see. Reads rollups only.</summary>
internal static class SpendingDays
{
    private const long Unit = Credits.MicroCreditsPerCredit;

    /// <summary>The rows of a range of days, both ends included.</summary>
    public static IQueryable<SpendingCell> Of(BluebearDbContext db, VisibleAccounts visible, DateOnly first, DateOnly last)
    {
        if (visible.IsAll)
        {
            return db.UsageDays.Where(row => row.Dimension == UsageDimension.Workspace && row.Day >= first && row.Day <= last)
                .Select(row => new SpendingCell { Day = row.Day, Workspace = row.AccountId, MicroCredits = row.MicroCredits });
        }

        // Usage without a workspace that a team lead's accounts paid counts as theirs, as on the usage page.
        var ids = visible.Ids;
        return db.UsageHours.Where(row => row.Day >= first && row.Day <= last
                && (ids.Contains(row.WorkspaceId) || (row.WorkspaceId == 0 && ids.Contains(row.PayerId))))
            .Select(row => new SpendingCell { Day = row.Day, Workspace = row.WorkspaceId, MicroCredits = row.MicroCredits });
    }

    /// <summary>Spending in a range of days.</summary>
    public static async Task<Credits> SumAsync(
        BluebearDbContext db, VisibleAccounts visible, DateOnly first, DateOnly last, CancellationToken cancellation) =>
        Credits.Sum((await Of(db, visible, first, last).GroupBy(cell => cell.Day)
            .Select(day => new { Whole = day.Sum(cell => cell.MicroCredits / Unit), Rest = day.Sum(cell => cell.MicroCredits % Unit) })
            .ToListAsync(cancellation)).Select(static day => Credits.FromParts(day.Whole, day.Rest)));
}

/// <summary>A day of a workspace; 0 for none.</summary>
internal sealed class SpendingCell
{
    public DateOnly Day { get; init; }

    public long Workspace { get; init; }

    public long MicroCredits { get; init; }
}

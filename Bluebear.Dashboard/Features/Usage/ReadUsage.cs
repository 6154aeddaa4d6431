using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>
/// Sums up usage over days of the tenant, by day, workspace, user or model. Reads rollups, never the ledger itself.
/// </summary>
/// <remarks>
/// A team lead sees the usage of the led workspaces, and usage without a workspace that led accounts paid.
/// </remarks>
internal static class ReadUsage
{
    private const int MostSeries = 5;

    /// <summary>The report for a caller who may see usage, from the caller's snapshot.</summary>
    public static async Task<UsageReport> ReadAsync(
        BluebearDbContext db, Caller caller, UsageRange range, UsageGroup group, CancellationToken cancellation)
    {
        var cells = Cells(db, range, group, caller.VisibleAccounts);
        var days = await ByDayAsync(cells, cancellation);
        var total = days.Values.Aggregate(default(UsageSum), (sum, day) => sum + day);
        Credits[] all = [.. range.Each().Select(day => days.GetValueOrDefault(day).Credits)];
        if (group == UsageGroup.Day)
        {
            return new(range, group, [.. range.Each().Select(day => new UsageLine(DayText.Of(day), days.GetValueOrDefault(day)))],
                [new("Credits", all)], total);
        }

        var groups = await ByKeyAsync(cells, cancellation);
        var names = await NamesAsync(db, group, groups.Select(line => line.Key), cancellation);
        var series = await LargestAsync(cells, range, [.. groups.Take(MostSeries).Select(line => line.Key)], names, all, cancellation);
        return new(range, group, [.. groups.Select(line => new UsageLine(names[line.Key], line.Sum, line.Key == 0))], series, total);
    }

    // Days by workspace are summed up already. Users and models, and what a team lead may see, need the hourly rollup.
    private static IQueryable<Cell> Cells(BluebearDbContext db, UsageRange range, UsageGroup group, VisibleAccounts visible)
    {
        if (visible.IsAll && group is (UsageGroup.Day or UsageGroup.Workspace))
        {
            return db.UsageDays.Where(row => row.Dimension == UsageDimension.Workspace && row.Day >= range.First && row.Day <= range.Last)
                .Select(row => new Cell
                {
                    Day = row.Day,
                    Key = row.AccountId,
                    MicroCredits = row.MicroCredits,
                    Requests = row.Requests,
                    InputTokens = row.Tokens.Input,
                    OutputTokens = row.Tokens.Output,
                });
        }

        var hours = db.UsageHours.Where(row => row.Day >= range.First && row.Day <= range.Last);
        if (!visible.IsAll)
        {
            var ids = visible.Ids;
            hours = hours.Where(row => ids.Contains(row.WorkspaceId) || (row.WorkspaceId == 0 && ids.Contains(row.PayerId)));
        }

        return hours.Select(row => new Cell
        {
            Day = row.Day,
            Key = group == UsageGroup.User ? row.UserId : group == UsageGroup.Model ? row.ModelId : row.WorkspaceId,
            MicroCredits = row.MicroCredits,
            Requests = row.Requests,
            InputTokens = row.Tokens.Input,
            OutputTokens = row.Tokens.Output,
        });
    }

    private static async Task<Dictionary<DateOnly, UsageSum>> ByDayAsync(IQueryable<Cell> cells, CancellationToken cancellation)
    {
        var sums = await cells.GroupBy(cell => cell.Day).Select(day => new
        {
            day.Key,
            Parts = new UsageParts(
                day.Sum(cell => cell.MicroCredits / UsageParts.Unit), day.Sum(cell => cell.MicroCredits % UsageParts.Unit),
                day.Sum(cell => cell.Requests),
                day.Sum(cell => cell.InputTokens / UsageParts.Unit), day.Sum(cell => cell.InputTokens % UsageParts.Unit),
                day.Sum(cell => cell.OutputTokens / UsageParts.Unit), day.Sum(cell => cell.OutputTokens % UsageParts.Unit)),
        }).ToListAsync(cancellation);
        return sums.ToDictionary(day => day.Key, day => day.Parts.ToSum());
    }

    private static async Task<List<(long Key, UsageSum Sum)>> ByKeyAsync(IQueryable<Cell> cells, CancellationToken cancellation)
    {
        var sums = await cells.GroupBy(cell => cell.Key).Select(group => new
        {
            group.Key,
            Parts = new UsageParts(
                group.Sum(cell => cell.MicroCredits / UsageParts.Unit), group.Sum(cell => cell.MicroCredits % UsageParts.Unit),
                group.Sum(cell => cell.Requests),
                group.Sum(cell => cell.InputTokens / UsageParts.Unit), group.Sum(cell => cell.InputTokens % UsageParts.Unit),
                group.Sum(cell => cell.OutputTokens / UsageParts.Unit), group.Sum(cell => cell.OutputTokens % UsageParts.Unit)),
        }).ToListAsync(cancellation);
        return [.. sums.Select(group => (group.Key, Sum: group.Parts.ToSum())).OrderByDescending(group => group.Sum.Credits).ThenBy(group => group.Key)];
    }

    private static async Task<List<UsageSeries>> LargestAsync(IQueryable<Cell> cells, UsageRange range, List<long> keys,
        Dictionary<long, string> names, Credits[] all, CancellationToken cancellation)
    {
        var found = await cells.Where(cell => keys.Contains(cell.Key)).GroupBy(cell => new { cell.Key, cell.Day })
            .Select(group => new
            {
                group.Key.Key,
                group.Key.Day,
                Whole = group.Sum(cell => cell.MicroCredits / UsageParts.Unit),
                Rest = group.Sum(cell => cell.MicroCredits % UsageParts.Unit),
            })
            .ToListAsync(cancellation);
        var byPlace = found.ToDictionary(cell => (cell.Key, cell.Day), cell => Credits.FromParts(cell.Whole, cell.Rest));
        List<UsageSeries> series =
            [.. keys.Select(key => new UsageSeries(names[key], [.. range.Each().Select(day => byPlace.GetValueOrDefault((key, day)))]))];
        if (names.Count > keys.Count)
        {
            series.Add(new("Others", [.. all.Select((credits, day) => credits - Credits.Sum(series.Select(one => one.Days[day])))]));
        }

        return series;
    }

    private static async Task<Dictionary<long, string>> NamesAsync(
        BluebearDbContext db, UsageGroup group, IEnumerable<long> keys, CancellationToken cancellation)
    {
        List<long> ids = [.. keys];
        var texts = await TextReads.OfAsync(db, group is UsageGroup.Workspace ? [] : ids.Select(static id => (long?)id), cancellation);
        var accounts = group is not UsageGroup.Workspace ? [] : await db.Accounts.Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Status == AccountStatus.Deleted ? row.Name + " (deleted)" : row.Name, cancellation);
        var none = group switch
        {
            UsageGroup.User => "No user named",
            UsageGroup.Model => "No model named",
            _ => "No workspace",
        };
        return ids.ToDictionary(id => id, id => id == 0 ? none : accounts.GetValueOrDefault(id) ?? texts.Find(id) ?? "Unknown");
    }

    private sealed class Cell
    {
        public DateOnly Day { get; init; }

        public long Key { get; init; }

        public long MicroCredits { get; init; }

        public long Requests { get; init; }

        public long InputTokens { get; init; }

        public long OutputTokens { get; init; }
    }
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Reads spending by day, and by organization and workspace.</summary>
internal static class ReadSpending
{
    private const string NoWorkspace = "No workspace";
    private const string Pool = "Pool";
    private const long Unit = Credits.MicroCreditsPerCredit;

    /// <summary>The last days up to today, from the caller's snapshot.</summary>
    public static async Task<OverviewSpending> ReadAsync(
        BluebearDbContext db, VisibleAccounts visible, int days, DateOnly today, CancellationToken cancellation)
    {
        var cells = SpendingDays.Of(db, visible, today.AddDays(1 - days), today);
        var byDay = await cells.GroupBy(cell => cell.Day)
            .Select(day => new { day.Key, Whole = day.Sum(cell => cell.MicroCredits / Unit), Rest = day.Sum(cell => cell.MicroCredits % Unit) })
            .ToDictionaryAsync(day => day.Key, day => Credits.FromParts(day.Whole, day.Rest), cancellation);
        var byWorkspace = await cells.GroupBy(cell => cell.Workspace)
            .Select(workspace => new { workspace.Key, Whole = workspace.Sum(cell => cell.MicroCredits / Unit), Rest = workspace.Sum(cell => cell.MicroCredits % Unit) })
            .ToDictionaryAsync(workspace => workspace.Key, workspace => Credits.FromParts(workspace.Whole, workspace.Rest), cancellation);
        var places = await db.Accounts.Select(row => new Place(row.Id, row.Name, row.Kind, row.ParentId))
            .ToDictionaryAsync(place => place.Id, cancellation);
        return new(
            [.. Enumerable.Range(0, days).Select(ago => today.AddDays(1 - days + ago)).Select(day => (day, byDay.GetValueOrDefault(day)))],
            Ways(byWorkspace, places));
    }

    /// <summary>
    /// The flows from the pool to each organization and its workspaces. The chart identifies boxes by name, so each gets a unique
    /// one.
    /// </summary>
    internal static IReadOnlyList<SpendingWay> Ways(IReadOnlyDictionary<long, Credits> spent, IReadOnlyDictionary<long, Place> places)
    {
        var names = new UniqueNames();
        List<SpendingWay> ways = [];
        var byOrganization = spent.Where(pair => pair.Value.IsPositive)
            .Select(pair => (Workspace: places.GetValueOrDefault(pair.Key), Organization: OrganizationOf(pair.Key, places), pair.Value))
            .GroupBy(part => part.Organization)
            .OrderByDescending(group => Credits.Sum(group.Select(part => part.Value)));
        foreach (var group in byOrganization)
        {
            var from = Pool;
            if (group.Key is { } organization)
            {
                from = names.Of(organization.Id, organization.Name);
                ways.Add(new(Pool, from, Credits.Sum(group.Select(part => part.Value)), new(organization.Id), IsOrganization: true));
            }

            ways.AddRange(group.OrderByDescending(part => part.Value)
                .Select(part => new SpendingWay(from, part.Workspace is { } place ? names.Of(place.Id, place.Name) : NoWorkspace, part.Value, part.Workspace is { } named ? new(named.Id) : null)));
        }

        return ways;
    }

    private static Place? OrganizationOf(long workspace, IReadOnlyDictionary<long, Place> places)
    {
        for (var above = places.GetValueOrDefault(workspace)?.Parent; above is { } id && places.TryGetValue(id, out var place); above = place.Parent)
        {
            if (place.Kind == AccountKinds.Organization)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>The parts of an account that the flows need.</summary>
    internal sealed record Place(long Id, string Name, string Kind, long? Parent);

    private sealed class UniqueNames
    {
        private readonly Dictionary<long, string> _names = [];
        private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { Pool, NoWorkspace, "Other" };

        public string Of(long id, string name)
        {
            if (_names.TryGetValue(id, out var known))
            {
                return known;
            }

            var unique = name;
            for (var number = 2; !_taken.Add(unique); number++)
            {
                unique = $"{name} ({number})";
            }

            return _names[id] = unique;
        }
    }
}

using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Sums up usage by at most two keys. Reads the hourly rollups, never the ledger itself.</summary>
internal sealed class SumUsage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The default number of days.</summary>
    public const int DefaultDays = 30;

    /// <summary>The largest number of lines in one answer.</summary>
    public const int MaxGroups = 50_000;

    /// <summary>
    /// The sums; null if there are more than <see cref="MaxGroups"/>. A shorter range or a coarser key is then needed.
    /// </summary>
    /// <param name="from">The start; null for 30 days including today.</param>
    /// <param name="to">The end; null for now. The hour of an instant is included as a whole.</param>
    /// <param name="keys">One or two different keys.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not see usage.</exception>
    public async Task<GroupedUsage?> RunAsync(
        BookBound? from, BookBound? to, IReadOnlyList<UsageKey> keys, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var rows = Between(db.UsageHours, from, to, caller.TimeZone);
        if (!caller.VisibleAccounts.IsAll)
        {
            var ids = caller.VisibleAccounts.Ids;
            rows = rows.Where(row => ids.Contains(row.WorkspaceId) || (row.WorkspaceId == 0 && ids.Contains(row.PayerId)));
        }

        var groups = await GroupAsync(rows, keys, cancellation);
        if (groups.Count > MaxGroups)
        {
            return null;
        }

        var names = await NamesAsync(db, groups, keys, cancellation);
        return new(
            [.. groups.OrderBy(group => group.Hour).ThenBy(group => group.Day).ThenByDescending(group => group.Sum.Credits)
                .ThenBy(group => group.First).ThenBy(group => group.Second).Select(group => Named(group, keys, names))],
            groups.Aggregate(default(UsageSum), static (sum, group) => sum + group.Sum));
    }

    private IQueryable<UsageHourRow> Between(IQueryable<UsageHourRow> rows, BookBound? from, BookBound? to, TimeZoneInfo zone)
    {
        var first = from ?? BookBound.OfDay(TenantDays.Of(clock.GetUtcNow(), zone).AddDays(1 - DefaultDays));
        if (first.Day is { } firstDay)
        {
            rows = rows.Where(row => row.Day >= firstDay);
        }
        else
        {
            var start = first.Start(zone).AddHours(-1);
            rows = rows.Where(row => row.HourStartsAt > start);
        }

        if (to is not { } last)
        {
            return rows;
        }

        if (last.Day is { } lastDay)
        {
            return rows.Where(row => row.Day <= lastDay);
        }

        var end = last.End(zone);
        return rows.Where(row => row.HourStartsAt < end);
    }

    private static async Task<List<Group>> GroupAsync(
        IQueryable<UsageHourRow> rows, IReadOnlyList<UsageKey> keys, CancellationToken cancellation)
    {
        var (byHour, byDay) = (keys.Contains(UsageKey.Hour), keys.Contains(UsageKey.Day));
        List<UsageKey> others = [.. keys.Where(static key => key is not (UsageKey.Hour or UsageKey.Day))];
        var (one, two) = (others.Count > 0 ? (int)others[0] : -1, others.Count > 1 ? (int)others[1] : -1);
        var (noHour, noDay) = (DateTimeOffset.UnixEpoch, DateOnly.MinValue);
        var cells = rows.Select(row => new
        {
            Hour = byHour ? row.HourStartsAt : noHour,
            Day = byDay ? row.Day : noDay,
            First = one == (int)UsageKey.Workspace ? row.WorkspaceId : one == (int)UsageKey.Team ? row.TeamId
                : one == (int)UsageKey.User ? row.UserId : one == (int)UsageKey.Model ? row.ModelId
                : one == (int)UsageKey.ConsumerGroup ? row.ConsumerGroupId : 0,
            Second = two == (int)UsageKey.Workspace ? row.WorkspaceId : two == (int)UsageKey.Team ? row.TeamId
                : two == (int)UsageKey.User ? row.UserId : two == (int)UsageKey.Model ? row.ModelId
                : two == (int)UsageKey.ConsumerGroup ? row.ConsumerGroupId : 0,
            row.MicroCredits,
            row.Requests,
            row.Tokens,
        });
        var sums = await cells.GroupBy(cell => new { cell.Hour, cell.Day, cell.First, cell.Second }).Select(group => new
        {
            group.Key.Hour,
            group.Key.Day,
            group.Key.First,
            group.Key.Second,
            Parts = new UsageParts(
                group.Sum(cell => cell.MicroCredits / UsageParts.Unit), group.Sum(cell => cell.MicroCredits % UsageParts.Unit),
                group.Sum(cell => cell.Requests),
                group.Sum(cell => cell.Tokens.Input / UsageParts.Unit), group.Sum(cell => cell.Tokens.Input % UsageParts.Unit),
                group.Sum(cell => cell.Tokens.Output / UsageParts.Unit), group.Sum(cell => cell.Tokens.Output % UsageParts.Unit)),
        }).OrderBy(sum => sum.First).Take(MaxGroups + 1).ToListAsync(cancellation);
        return sums.ConvertAll(sum => new Group(sum.Hour, sum.Day, sum.First, sum.Second, sum.Parts.ToSum()));
    }

    private static async Task<Names> NamesAsync(
        BluebearDbContext db, List<Group> groups, IReadOnlyList<UsageKey> keys, CancellationToken cancellation)
    {
        var (accounts, texts) = (new List<long>(), new List<long?>());
        foreach (var (i, key) in keys.Where(static key => key is not (UsageKey.Hour or UsageKey.Day)).Index())
        {
            var ids = groups.Select(group => i == 0 ? group.First : group.Second).Where(static id => id != 0).Distinct();
            if (IsAccount(key))
            {
                accounts.AddRange(ids);
            }
            else
            {
                texts.AddRange(ids.Select(static id => (long?)id));
            }
        }

        return new(
            accounts.Count == 0 ? []
                : await db.Accounts.Where(row => accounts.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation),
            await TextReads.OfAsync(db, texts, cancellation));
    }

    private static UsageGroupSum Named(Group group, IReadOnlyList<UsageKey> keys, Names names)
    {
        var others = 0;
        var values = new List<string?>();
        var labels = new List<string?>();
        foreach (var key in keys)
        {
            var id = key is UsageKey.Hour or UsageKey.Day ? 0 : others++ == 0 ? group.First : group.Second;
            labels.Add(IsAccount(key) ? names.Accounts.GetValueOrDefault(id) : null);
            values.Add(key switch
            {
                UsageKey.Hour => group.Hour.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                UsageKey.Day => group.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                _ when id == 0 => null,
                _ => IsAccount(key) ? PublicId.Format(PublicId.Account, id) : names.Texts.Find(id),
            });
        }

        return new(values, labels, group.Sum);
    }

    private static bool IsAccount(UsageKey key) => key is UsageKey.Workspace or UsageKey.Team;

    private sealed record Group(DateTimeOffset Hour, DateOnly Day, long First, long Second, UsageSum Sum);

    private sealed record Names(Dictionary<long, string> Accounts, TextReads Texts);
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>One group of usage.</summary>
/// <param name="Values">Its value for each key, in the requested order.</param>
/// <param name="Sum">The figures.</param>
internal sealed record UsageGroupSum(IReadOnlyList<UsageValue> Values, UsageSum Sum);

/// <summary>Usage over a range of time, in groups.</summary>
internal sealed record GroupedUsage(IReadOnlyList<UsageGroupSum> Groups, UsageSum Total);

/// <summary>Sums up usage by at most two keys, for programs. Reads the rollups, never the ledger itself.</summary>
internal sealed class SumUsage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The default number of days.</summary>
    public const int DefaultDays = 30;

    /// <summary>The largest number of lines in one answer.</summary>
    public const int MaxGroups = ReadUsage.MostLines;

    /// <summary>
    /// The sums; null if there are more than <see cref="MaxGroups"/>, or more rows than one question may read. A shorter range or a coarser key is
    /// then needed.
    /// </summary>
    /// <param name="from">The start; null for 30 days including today.</param>
    /// <param name="to">The end; null for now. The hour of an instant is included as a whole.</param>
    /// <param name="keys">At most two different keys.</param>
    /// <param name="filters">At most one for each key.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not see usage.</exception>
    public async Task<GroupedUsage?> RunAsync(BookBound? from, BookBound? to, IReadOnlyList<UsageKey> keys,
        IReadOnlyList<UsageFilter>? filters = null, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var start = from ?? BookBound.OfDay(TenantDays.Of(clock.GetUtcNow(), caller.TimeZone).AddDays(1 - DefaultDays));
        var ask = new UsageAsk(start, to, keys, filters ?? []);
        using var reads = await UsageReads.PrepareAsync(db, ask, cancellation);
        var scan = UsageScan.Run(db, caller, ask, null, reads, null, cancellation);
        if (scan.IsTooMuch || scan.Groups.Count > MaxGroups)
        {
            return null;
        }

        var ids = scan.Groups.Keys.SelectMany(group => keys.Select((key, at) => (key, at == 0 ? group.First : group.Second)));
        var names = await UsageNames.ReadAsync(db, caller.TimeZone, reads.Tags, ids, cancellation);
        // Times in order, then what cost most.
        var times = keys.Select(static key => key.IsTime()).ToArray();
        return new(
            [.. scan.Groups.Select(static group => (group.Key, Sum: group.Value.ToSum()))
                .OrderBy(group => times is [true, ..] ? group.Key.First : 0).ThenBy(group => times is [_, true] ? group.Key.Second : 0)
                .ThenByDescending(static group => group.Sum.Credits).ThenBy(static group => group.Key.First).ThenBy(static group => group.Key.Second)
                .Select(group => new UsageGroupSum(
                    [.. keys.Select((key, at) => names.Of(key, at == 0 ? group.Key.First : group.Key.Second, withState: false))], group.Sum))],
            scan.Total.ToSum());
    }
}

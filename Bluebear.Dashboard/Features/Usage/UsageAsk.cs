namespace Bluebear.Dashboard.Features.Usage;

/// <summary>What usage is asked for.</summary>
/// <param name="From">The start.</param>
/// <param name="To">The end; null for now. The hour of an instant is included as a whole.</param>
/// <param name="Keys">At most two different keys to group by.</param>
/// <param name="Filters">At most one for each key.</param>
internal sealed record UsageAsk(BookBound From, BookBound? To, IReadOnlyList<UsageKey> Keys, IReadOnlyList<UsageFilter> Filters)
{
    /// <summary>A range of days.</summary>
    public static UsageAsk Of(UsageRange range, IReadOnlyList<UsageKey> keys, IReadOnlyList<UsageFilter> filters) =>
        new(BookBound.OfDay(range.First), BookBound.OfDay(range.Last), keys, filters);

    /// <summary>True where sums by day and workspace have all that is asked for.</summary>
    public bool IsByDays => From.Day is not null && To is null or { Day: not null }
        && Keys.All(static key => key is UsageKey.Day or UsageKey.Week or UsageKey.Month or UsageKey.Workspace)
        && Filters.All(static filter => filter.Key == UsageKey.Workspace);
}

using System.Runtime.InteropServices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>A row whose two figures differ by more than 1 %.</summary>
/// <param name="Line">The line where it starts.</param>
/// <param name="Priced">Its figures.</param>
/// <param name="Gap">What no list could tell.</param>
public sealed record PriceDifference(long Line, PricedRow Priced, UsageGap Gap);

/// <summary>
/// What an import found out about the rows that are in the books now, whether it recorded them or an earlier import did.
/// </summary>
public sealed class UsageFindings
{
    /// <summary>The largest number of differences, and of groups, that are listed.</summary>
    public const int MostListed = 100;

    private readonly List<PriceDifference> _differences = [];
    private readonly Dictionary<string, long> _rowsByGroup = new(StringComparer.Ordinal);

    /// <summary>Rows charged what the gateway spent.</summary>
    public long BySpend { get; private set; }

    /// <summary>Of <see cref="BySpend"/>: rows that cost nothing, so that it is not known whether the model is free.</summary>
    public long WithoutAnyPrice { get; private set; }

    /// <summary>Rows that the gateway answered from its own cache.</summary>
    public long FromOwnCache { get; private set; }

    /// <summary>Rows of calls that failed and cost nothing.</summary>
    public long Failed { get; private set; }

    /// <summary>Rows whose metadata could not be read.</summary>
    public long WithUnreadMetadata { get; private set; }

    /// <summary>Rows whose two figures differ.</summary>
    public long Differing { get; private set; }

    /// <summary>The sum of their figures by the list.</summary>
    public Credits DifferingByList { get; private set; }

    /// <summary>The sum of what the gateway spent on them.</summary>
    public Credits DifferingBySpend { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<PriceDifference> Differences => _differences;

    /// <summary>Rows with a team id that is no team and that nothing maps.</summary>
    public long Unmapped { get; private set; }

    /// <summary>The first of these ids, with their numbers of rows.</summary>
    public IReadOnlyDictionary<string, long> UnmappedGroups => _rowsByGroup;

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="priced">Its cost.</param>
    /// <param name="unmapped">Its team id that is no team and that nothing maps, or null.</param>
    public void Add(UsageRow row, PricedRow priced, string? unmapped)
    {
        BySpend += priced.Source is CostSource.Spend ? 1 : 0;
        WithoutAnyPrice += priced is { Source: CostSource.Spend, Cost.IsZero: true, ByList: null } && row.Tokens is { } tokens && tokens != default ? 1 : 0;
        FromOwnCache += priced.Source is CostSource.Free && row.Free is FreeUsage.OwnCache ? 1 : 0;
        Failed += priced.Source is CostSource.Free && row.Free is FreeUsage.Failed ? 1 : 0;
        WithUnreadMetadata += row.Gap is UsageGap.Metadata ? 1 : 0;
        if (priced.Differs)
        {
            AddDifference(new(row.Line, priced, row.Gap));
        }

        if (unmapped is not null)
        {
            AddGroup(unmapped);
        }
    }

    private void AddDifference(PriceDifference difference)
    {
        Differing++;
        DifferingByList += difference.Priced.ByList!.Value;
        DifferingBySpend += difference.Priced.BySpend!.Value;
        if (_differences.Count < MostListed)
        {
            _differences.Add(difference);
        }
    }

    private void AddGroup(string group)
    {
        Unmapped++;
        if (_rowsByGroup.Count < MostListed || _rowsByGroup.ContainsKey(group))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_rowsByGroup, group, out _)++;
        }
    }
}

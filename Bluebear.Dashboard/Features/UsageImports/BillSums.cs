using System.Runtime.InteropServices;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The sums of a model on a day, to be held against a provider's bill.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="ListRows">Those that the list has a price for.</param>
/// <param name="ByList">Their sum by the list.</param>
/// <param name="SpendRows">Those that say what the gateway spent.</param>
/// <param name="BySpend">Their sum, at the tenant's rate.</param>
/// <param name="Charged">What all of them are charged.</param>
public readonly record struct BillSum(long Rows, long ListRows, Credits ByList, long SpendRows, Credits BySpend, Credits Charged)
{
    /// <summary>The sum of both.</summary>
    public static BillSum operator +(BillSum left, BillSum right) => new(
        left.Rows + right.Rows, left.ListRows + right.ListRows, left.ByList + right.ByList,
        left.SpendRows + right.SpendRows, left.BySpend + right.BySpend, left.Charged + right.Charged);

    /// <summary>The sum of one row.</summary>
    internal static BillSum Of(PricedRow priced) => new(
        1, priced.ByList is null ? 0 : 1, priced.ByList ?? Credits.Zero,
        priced.BySpend is null ? 0 : 1, priced.BySpend ?? Credits.Zero, priced.Cost);
}

/// <summary>The sums of a file by day of the tenant and model, in bounded memory.</summary>
public sealed class BillSums(TimeZoneInfo zone)
{
    /// <summary>The largest number of sums. Further models of a day are summed together.</summary>
    public const int Most = 20_000;

    private readonly Dictionary<(DateOnly Day, string? Model), BillSum> _sums = [];

    /// <summary>The model of rows that name none.</summary>
    public const string NoModel = "(no model)";

    /// <summary>The model of rows beyond <see cref="Most"/>.</summary>
    public const string Others = "(others)";

    /// <summary>The sums, by day and model.</summary>
    public IEnumerable<(DateOnly Day, string Model, BillSum Sum)> All => _sums
        .OrderBy(static sum => sum.Key.Day).ThenBy(static sum => sum.Key.Model, StringComparer.Ordinal)
        .Select(static sum => (sum.Key.Day, sum.Key.Model ?? NoModel, sum.Value));

    /// <summary>The sum of all.</summary>
    public BillSum Total => _sums.Values.Aggregate(default(BillSum), static (sum, next) => sum + next);

    /// <summary>Adds a row.</summary>
    public void Add(UsageRow row, PricedRow priced)
    {
        var key = (TenantDays.Of(row.OccurredAt, zone), row.Model);
        if (_sums.Count >= Most && !_sums.ContainsKey(key))
        {
            key = (key.Item1, Others);
        }

        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
        sum += BillSum.Of(priced);
    }
}

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The columns of a CSV file. Names are compared ignoring letter case and outer spaces.</summary>
public sealed class CsvHeader
{
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.OrdinalIgnoreCase);
    private readonly UsageColumns _columns;

    /// <summary>The header of these fields.</summary>
    /// <param name="fields">The names as they stand in the file.</param>
    /// <param name="columns">What they mean, where the format has other names.</param>
    /// <exception cref="UsageFormatException">A column is named twice, or one that was named with an option is not there.</exception>
    public CsvHeader(IReadOnlyList<string> fields, UsageColumns columns)
    {
        Count = fields.Count;
        _columns = columns;
        for (var index = 0; index < fields.Count; index++)
        {
            if (!_indexByName.TryAdd(fields[index].Trim(), index))
            {
                throw new UsageFormatException($"Column {index + 1} has the name of an earlier one.");
            }
        }

        if (columns.Own.FirstOrDefault(own => !_indexByName.ContainsKey(own)) is { } missing)
        {
            throw new UsageFormatException($"The file has no column \"{missing}\".");
        }
    }

    /// <summary>The number of columns.</summary>
    public int Count { get; }

    /// <summary>The names as they stand in the file.</summary>
    public IEnumerable<string> Names => _indexByName.Keys;

    /// <summary>True if some columns of the file have other names than the format's.</summary>
    public bool IsMapped => !_columns.IsSame;

    /// <summary>True if the file has the column, by the format's name.</summary>
    public bool Has(string name) => _indexByName.ContainsKey(_columns.Of(name));

    /// <summary>The record's field in a column, by the format's name; null if there is no column or no value.</summary>
    public string? Field(CsvRecord record, string name) =>
        _indexByName.TryGetValue(_columns.Of(name), out var index) ? EmptyWords.ToNull(record.Fields[index]) : null;
}

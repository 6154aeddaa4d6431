namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The columns of a CSV file. Names are compared ignoring letter case and outer spaces.</summary>
public sealed class CsvHeader
{
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The header of these fields.</summary>
    /// <exception cref="UsageFormatException">A column is named twice.</exception>
    public CsvHeader(IReadOnlyList<string> fields)
    {
        Count = fields.Count;
        for (var index = 0; index < fields.Count; index++)
        {
            if (!_indexByName.TryAdd(fields[index].Trim(), index))
            {
                throw new UsageFormatException($"Column {index + 1} has the name of an earlier one.");
            }
        }
    }

    /// <summary>The number of columns.</summary>
    public int Count { get; }

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => _indexByName.Keys;

    /// <summary>True if the file has the column.</summary>
    public bool Has(string name) => _indexByName.ContainsKey(name);

    /// <summary>The record's field in a column; null if the column is missing or the field is empty.</summary>
    public string? Field(CsvRecord record, string name) =>
        _indexByName.TryGetValue(name, out var index) && record.Fields[index] is { Length: > 0 } field ? field : null;

    /// <summary>Why a record does not fit this header, or null.</summary>
    public string? ProblemOf(CsvRecord record) => record.Problem
        ?? (record.Fields.Length == Count ? null : $"has {record.Fields.Length} fields, but the header has {Count}");
}

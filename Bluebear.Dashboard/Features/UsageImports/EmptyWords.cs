namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The words that databases, Python and spreadsheets write where there is no value.</summary>
/// <remarks>
/// They mean nothing in every field, in any letter case, also inside quotes: a writer that quotes every field quotes them too, and
/// a reader of CSV cannot tell. A user who is called "None" needs another name in the file.
/// </remarks>
internal static class EmptyWords
{
    private static readonly HashSet<string> Words = new(["NULL", @"\N", "None", "NaN", "NaT", "<NA>"], StringComparer.OrdinalIgnoreCase);

    private static readonly int Longest = Words.Max(static word => word.Length);

    /// <summary>The text; null if it is empty or says that there is no value.</summary>
    public static string? ToNull(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.IsEmpty || (trimmed.Length <= Longest && Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(trimmed)) ? null : text;
    }
}

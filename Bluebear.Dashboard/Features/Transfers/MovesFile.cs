using System.Text;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>A line of a file of moves, as written.</summary>
/// <param name="Line">Its number; the header is line 1.</param>
/// <param name="From">The account that gives, by name, reference or id; empty for the Primary Workspace.</param>
/// <param name="To">The account that receives.</param>
/// <param name="Amount">The credits.</param>
public sealed record MoveLine(long Line, string From, string To, string Amount);

/// <summary>Reads a file of moves: CSV with the columns <c>to</c>, <c>credits</c> and, if there is another source than the Primary Workspace, <c>from</c>. Pure.</summary>
internal static class MovesFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly string[] Columns = ["from", "to", "credits"];

    /// <summary>The lines, or why a line or the file cannot be read.</summary>
    /// <param name="content">UTF-8, with commas, semicolons or tabs between fields.</param>
    public static (IReadOnlyList<MoveLine> Lines, IReadOnlyList<FaultyLine> Faults) Read(ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return ([], [new(1, "The file is not UTF-8. Save it as \"CSV UTF-8\".")]);
        }

        var header = text.AsSpan(0, text.IndexOfAny(['\r', '\n']) is var end and >= 0 ? end : text.Length);
        using var reader = new StringReader(text);
        using var records = new CsvRecords(reader, CsvRecords.SeparatorOf(header));
        var (lines, faults) = (new List<MoveLine>(), new List<FaultyLine>());
        Dictionary<string, int>? places = null;
        foreach (var record in records.Read())
        {
            if (record.Problem is { } problem)
            {
                faults.Add(new(record.Line, $"It {problem}."));
            }
            else if (places is null)
            {
                places = PlacesOf(record.Fields);
                if (!places.ContainsKey("to") || !places.ContainsKey("credits"))
                {
                    return ([], [new(record.Line, "The first line must name the columns: to, credits, and from where another account than the Primary Workspace gives.")]);
                }

                records.Columns = record.Fields.Length;
            }
            else
            {
                string Field(string name) => places.TryGetValue(name, out var at) ? record.Fields[at].Trim() : "";
                lines.Add(new(record.Line, Field("from"), Field("to"), Field("credits")));
            }
        }

        return places is null ? ([], [new(1, "The file is empty.")]) : (lines, faults);
    }

    // "amount" is what the API calls it.
    private static Dictionary<string, int> PlacesOf(string[] header) => header
        .Select(static (name, at) => (Name: name.Trim().ToLowerInvariant() is "amount" ? "credits" : name.Trim().ToLowerInvariant(), At: at))
        .Where(column => Columns.Contains(column.Name)).DistinctBy(static column => column.Name).ToDictionary(static column => column.Name, static column => column.At);
}

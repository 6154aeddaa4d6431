using System.Globalization;
using Bluebear.Dashboard.Features.UsageImports;

namespace Bluebear.Dashboard.Commands;

/// <summary>
/// The report of <c>import usage</c>: three counts, the bad lines, what was found out about the others, and for a dry run the sums
/// by day and model. What has nothing to say is left out.
/// </summary>
internal static class UsageImportOutput
{
    public static async Task WriteAsync(TextWriter output, UsageImportReport report)
    {
        await output.WriteLineAsync($"accepted {report.Accepted}");
        await output.WriteLineAsync($"duplicates {report.Duplicates}");
        await output.WriteLineAsync($"rejected {report.Rejected.Count}");
        foreach (var line in report.Rejected)
        {
            await output.WriteLineAsync($"line {line.Line}: {line.Reason}");
        }

        foreach (var line in Findings(report.Findings))
        {
            await output.WriteLineAsync(line);
        }

        foreach (var line in report.Bill is { } bill ? Sums(bill) : [])
        {
            await output.WriteLineAsync(line);
        }
    }

    private static IEnumerable<string> Findings(UsageFindings found)
    {
        (string Text, long Rows)[] counts =
        [
            ("charged what the gateway spent", found.BySpend),
            ("of these without any price, and nothing spent", found.WithoutAnyPrice),
            ("answered from the gateway's own cache, charged nothing", found.FromOwnCache),
            ("failed and cost nothing", found.Failed),
            ("with metadata that could not be read", found.WithUnreadMetadata),
            ("with a team id that is no team and that no group maps", found.Unmapped),
        ];
        return counts.Where(static count => count.Rows > 0).Select(static count => $"{count.Text} {count.Rows}")
            .Concat(Groups(found)).Concat(Differences(found));
    }

    private static IEnumerable<string> Groups(UsageFindings found)
    {
        foreach (var (group, rows) in found.UnmappedGroups.OrderByDescending(static group => group.Value).ThenBy(static group => group.Key, StringComparer.Ordinal))
        {
            yield return $"group \"{group}\": {rows}";
        }

        if (found.UnmappedGroups.Count == UsageFindings.MostListed && found.Unmapped > found.UnmappedGroups.Values.Sum())
        {
            yield return $"further groups: {found.Unmapped - found.UnmappedGroups.Values.Sum()}";
        }
    }

    private static IEnumerable<string> Differences(UsageFindings found)
    {
        if (found.Differing == 0)
        {
            yield break;
        }

        yield return $"prices that differ by more than 1 % {found.Differing}, list {found.DifferingByList}, spend {found.DifferingBySpend}";
        foreach (var row in found.Differences)
        {
            yield return $"price of line {row.Line}: list {row.Priced.ByList}, spend {row.Priced.BySpend}, {Why(row)}";
        }

        if (found.Differing > found.Differences.Count)
        {
            yield return $"further prices that differ {found.Differing - found.Differences.Count}";
        }
    }

    private static string Why(PriceDifference row) => row.Priced.Source switch
    {
        CostSource.Amount => $"charged its amount {row.Priced.Cost}",
        CostSource.List => "charged the list's",
        CostSource.Free => "charged nothing: the gateway answered from its own cache",
        CostSource.Spend => "charged what was spent" + row.Priced.Why switch
        {
            SpendReason.NoPart => ": the list lacks the price of a part of it",
            SpendReason.Gap => Why(row.Gap),
            SpendReason.None or SpendReason.Asked or SpendReason.NoPrice => "",
        },
    };

    private static string Why(UsageGap gap) => gap switch
    {
        UsageGap.Batch => ": it sums the requests of a batch",
        UsageGap.Tools => ": it used tools",
        UsageGap.Metadata => ": its metadata could not be read",
        UsageGap.Overlap => ": it counts tokens more than once",
        UsageGap.None => "",
    };

    private static IEnumerable<string> Sums(BillSums bill)
    {
        List<(string Day, string Model, BillSum Sum)> all =
            [.. bill.All.Select(static sum => (sum.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), sum.Model, sum.Sum))];
        if (all.Count == 0)
        {
            return [];
        }

        all.Add(("total", "", bill.Total));
        string[] header = ["day", "rows", "by list", "rows", "by spend", "rows", "charged", "model"];
        List<string[]> cells = [header, .. all.Select(static row => Cells(row.Day, row.Model, row.Sum))];
        var widths = Enumerable.Range(0, header.Length - 1).Select(column => cells.Max(row => row[column].Length)).ToArray();
        return cells.Select(row => string.Join("  ",
            row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : column < widths.Length ? cell.PadLeft(widths[column]) : cell)).TrimEnd());
    }

    // The model stands last: it may be any text.
    private static string[] Cells(string day, string model, BillSum sum) =>
    [
        day, Text(sum.Rows), sum.ByList.ToString(), Text(sum.ListRows), sum.BySpend.ToString(), Text(sum.SpendRows), sum.Charged.ToString(), model,
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Bluebear.Benchmarks;

/// <summary>
/// P9: a real trace through reserve and settle at a multiple of its own speed. Compares the books with plain sums.
/// </summary>
internal static class TraceReplay
{
    private const int Workspaces = 10;
    private const string Model = "trace-model";
    private const decimal InputPerMillion = 250.25m;
    private const decimal OutputPerMillion = 1_000.000000000003m;
    private const double Speed = 20;

    public static async Task<int> RunAsync(string file)
    {
        var rows = Read(file);
        await using var served = await ServedBooks.StartAsync();
        var wallets = new Wallets(served.Client);
        var workspaces = await wallets.OpenAsync(Workspaces, 1_000_000);
        await wallets.SendAsync(HttpMethod.Put, $"/v1/prices/{Model}", new()
        {
            ["input_per_million"] = InputPerMillion.ToString(CultureInfo.InvariantCulture),
            ["output_per_million"] = OutputPerMillion.ToString(CultureInfo.InvariantCulture),
            ["valid_from"] = "2020-01-01T00:00:00Z",
        }, "price");

        var failed = await ReplayAsync(wallets, rows, workspaces);
        var differences = await CompareAsync(wallets, rows, workspaces);
        foreach (var difference in differences)
        {
            Console.WriteLine(difference);
        }

        Medians.Say($"P9: {rows.Count} requests of the trace at {Speed}x: {failed} errors, {differences.Count} differences from the oracle (goal 0, 0)");
        return failed + differences.Count == 0 ? 0 : 1;
    }

    private static async Task<int> ReplayAsync(Wallets wallets, List<Row> rows, IReadOnlyList<string> workspaces)
    {
        var running = new List<Task<bool>>();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < rows.Count; i++)
        {
            var due = (rows[i].At - rows[0].At) / Speed;
            while (Stopwatch.GetElapsedTime(started) is var now && now < due)
            {
                await Task.Delay(due - now);
            }

            running.Add(RequestAsync(wallets, rows[i], workspaces[i % workspaces.Count], i));
        }

        return (await Task.WhenAll(running)).Count(static succeeded => !succeeded);
    }

    private static async Task<bool> RequestAsync(Wallets wallets, Row row, string workspace, int number)
    {
        try
        {
            // Twice the final output: a gateway knows only the limit.
            var hold = await wallets.PostAsync("/v1/reservations", new()
            {
                ["workspace"] = workspace, ["model"] = Model, ["input_tokens"] = row.Input, ["max_output_tokens"] = (row.Output * 2) + 1,
            }, $"reserve {number}");
            await wallets.PostAsync($"/v1/reservations/{hold["id"]}/settle", new()
            {
                ["input_tokens"] = row.Input, ["output_tokens"] = row.Output,
            }, $"settle {number}");
            return true;
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine(exception.Message);
            return false;
        }
    }

    private static async Task<List<string>> CompareAsync(Wallets wallets, List<Row> rows, IReadOnlyList<string> workspaces)
    {
        var differences = new List<string>();
        for (var i = 0; i < workspaces.Count; i++)
        {
            var spent = rows.Where((_, number) => number % workspaces.Count == i).Sum(Cost);
            var wallet = await wallets.GetAsync($"/v1/wallets/{workspaces[i]}");
            Compare(differences, $"available of workspace {i}", 1_000_000 - spent, wallet["available"]);
            Compare(differences, $"reserved of workspace {i}", 0, wallet["reserved"]);
            Compare(differences, $"overage of workspace {i}", 0, wallet["overage"]);
        }

        var total = (await wallets.GetAsync("/v1/usage"))["total"]!;
        Compare(differences, "credits used", rows.Sum(Cost), total["credits"]);
        Compare(differences, "requests", rows.Count, total["requests"]!.ToJsonString());
        Compare(differences, "input tokens", rows.Sum(static row => row.Input), total["input_tokens"]!.ToJsonString());
        Compare(differences, "output tokens", rows.Sum(static row => row.Output), total["output_tokens"]!.ToJsonString());
        if (!(await wallets.GetAsync("/v1/reconciliation/proof"))["balanced"]!.GetValue<bool>())
        {
            differences.Add("the proof does not balance");
        }

        return differences;
    }

    private static void Compare(List<string> differences, string what, decimal expected, JsonNode? actual) =>
        Compare(differences, what, expected, actual!.GetValue<string>());

    private static void Compare(List<string> differences, string what, decimal expected, string actual)
    {
        if (decimal.Parse(actual, NumberStyles.Number, CultureInfo.InvariantCulture) != expected)
        {
            differences.Add($"{what}: {actual} in the books, {expected.ToString(CultureInfo.InvariantCulture)} expected");
        }
    }

    // The product's rule, computed again: exact, rounded once to six decimals, never to zero.
    private static decimal Cost(Row row)
    {
        var exact = ((row.Input * InputPerMillion) + (row.Output * OutputPerMillion)) / 1_000_000m;
        var rounded = decimal.Round(exact, 6, MidpointRounding.AwayFromZero);
        return rounded == 0 && exact > 0 ? 0.000001m : rounded;
    }

    private static List<Row> Read(string file) =>
        [.. File.ReadLines(file).Skip(1).Where(static line => line.Length > 0).Select(static line => line.Split(',')).Select(static cells => new Row(
            DateTime.Parse(cells[0], CultureInfo.InvariantCulture),
            long.Parse(cells[1], CultureInfo.InvariantCulture),
            long.Parse(cells[2], CultureInfo.InvariantCulture)))];

    private sealed record Row(DateTime At, long Input, long Output);
}

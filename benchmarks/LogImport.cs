using System.Diagnostics;
using System.Globalization;

namespace Bluebear.Benchmarks;

/// <summary>
/// A gateway's log, imported by the product in a process of its own: as a dry run, for real, and once more. Rows a second and the
/// most memory that the process had.
/// </summary>
internal static class LogImport
{
    private const int DefaultRows = 5_000_000;
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Models = ["m-plain", "m-batch", "m-reasoning", "unlisted"];

    private const string Prices = """
        {
          "m-plain": {"input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05, "cache_read_input_token_cost": 3e-07, "cache_creation_input_token_cost": 3.75e-06},
          "m-batch": {"input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05},
          "m-reasoning": {"input_cost_per_token": 4e-07, "output_cost_per_token": 1.2e-06, "output_cost_per_reasoning_token": 4e-06}
        }
        """;

    public static async Task<int> RunAsync(string? count)
    {
        var rows = count is null ? DefaultRows : int.Parse(count, CultureInfo.InvariantCulture);
        var data = Directory.CreateTempSubdirectory("bluebear-bench-").FullName;
        try
        {
            var (prices, log) = (Path.Combine(data, "prices.json"), Path.Combine(data, "log.jsonl"));
            await File.WriteAllTextAsync(prices, Prices);
            await WriteLogAsync(log, rows);
            await ProductProcess.RunAsync(data, "tenant", "add", "--name", "Bench");
            await ProductProcess.RunAsync(data, "import", "prices", prices, "--tenant", "Bench", "--credits-per-usd", "1000");
            foreach (var (name, more) in new (string, string[])[] { ("dry run", ["--dry-run"]), ("import", []), ("again", []) })
            {
                var (seconds, peak, first) = await ImportAsync(data, ["import", "usage", log, "--tenant", "Bench", .. more]);
                Medians.Say($"{name}: {first}, {Text(rows / seconds)} rows a second, at most {Text((double)peak / Megabyte)} MB");
            }

            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<(double Seconds, long Peak, string First)> ImportAsync(string data, string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = ProductProcess.Start(data, null, AppContext.BaseDirectory, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            peak = Math.Max(peak, PeakOf(process));
            await Task.Delay(Pause);
        }

        return (Stopwatch.GetElapsedTime(started).TotalSeconds, peak, (await output).Split('\n')[0]);
    }

    private static long PeakOf(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended just now.
            return 0;
        }
    }

    // About a kilobyte a row, as LiteLLM writes them without prompts.
    private static async Task WriteLogAsync(string path, int rows)
    {
        await using var log = new StreamWriter(path);
        var start = TimeProvider.System.GetUtcNow().AddDays(-30);
        for (var i = 0; i < rows; i++)
        {
            var (input, output) = (500 + (i % 3000), 50 + (i % 700));
            var at = start.AddSeconds(2.5e6 * i / rows).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
            await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $$"""
                {"request_id":"chatcmpl-{{Id(i)}}","call_type":"acompletion","api_key":"{{Id(i % 50)}}","spend":{{input * 3e-06 + output * 1.5e-05}},"total_tokens":{{input + output}},"prompt_tokens":{{input}},"completion_tokens":{{output}},"startTime":"{{at}}","endTime":"{{at}}","completionStartTime":"{{at}}","model":"{{Models[i % Models.Length]}}","model_id":"{{Id(i % 9)}}","model_group":"chat","custom_llm_provider":"openai","api_base":"https://api.example/v1","user":"user{{i % 400}}@bench.example","metadata":{"user_api_key_alias":"key {{i % 50}}","usage_object":{"prompt_tokens":{{input}},"completion_tokens":{{output}},"prompt_tokens_details":{"audio_tokens":0,"cached_tokens":{{i % 5 * 100}} },"completion_tokens_details":{"reasoning_tokens":{{i % 40}} } },"additional_usage_values":{"cache_read_input_tokens":{{i % 5 * 100}} } },"cache_hit":"False","cache_key":"Cache OFF","request_tags":["User-Agent: bench"],"team_id":"team-{{i % 20}}","end_user":"customer {{i % 1000}}","requester_ip_address":"10.0.0.1","messages":{},"response":{},"session_id":"{{Id(i / 8)}}","status":"success"}
                """));
        }
    }

    // A text as long and as unordered as a gateway's.
    private static string Id(int number) => Convert.ToHexStringLower(Hash128.Of(BitConverter.GetBytes(number)).ToBytes());

    private static string Text(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

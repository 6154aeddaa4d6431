using System.Globalization;
using System.Text.RegularExpressions;
using Bluebear.Dashboard.Features.UsageImports;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

/// <summary>Rows with something wrong at a random place: each is read or named by its line, and the others are read.</summary>
public partial class MutatedRowsTests
{
    private const int Rows = 8;
    private const int Wrong = 4;
    private const int Tries = 1_000;
    private const string Junk = "{}[]\",:\\';\t 019aE.-+\u0000\u0007\uFFFDüe\u2028";

    private static readonly string[] Json = [.. Enumerable.Range(1, Rows).Select(number => GatewayLogs.Row($"r{number}", "m-plain", 1000 + number, 200, "5.7e-05",
        "\"metadata\": {\"usage_object\": {\"prompt_tokens_details\": {\"cached_tokens\": 5}}, \"note\": \"{'a': [1, \\\"x\\\"]}\"}"))];

    private static readonly string[] Csv = [.. Enumerable.Range(1, Rows).Select(number =>
        $"r{number},2026-11-20 10:00:00,m-plain,u1,,{1000 + number},200,0.006,\"{{\"\"usage_object\"\": {{\"\"cache_read_input_tokens\"\": 5}}}}\"")];

    public static TheoryData<int> Seeds => [11, 12, 13];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lines_JsonLines_TheWrongRowIsReadOrNamedAndTheOthersAreRead(int seed) =>
        Try(seed, Json, static rows => string.Join('\n', rows), firstLine: 1);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lines_ArrayWithARowOnEachLine_TheWrongRowIsReadOrNamedAndTheOthersAreRead(int seed) =>
        Try(seed, Json, static rows => $"[\n{string.Join(",\n", rows)}\n]", firstLine: 2);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lines_Csv_TheWrongRowIsReadOrNamedAndTheOthersAreRead(int seed) =>
        Try(seed, Csv, static rows => "request_id,startTime,model,user,team_id,prompt_tokens,completion_tokens,spend,metadata\n" + string.Join('\n', rows), firstLine: 2);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lines_PrettyPages_NothingIsSilent(int seed)
    {
        var random = new Random(seed);
        var rows = Json.Select(static row => row.Replace(", \"", ",\n      \"", StringComparison.Ordinal)).ToArray();
        for (var tries = 0; tries < Tries; tries++)
        {
            var wrong = rows[Wrong];
            var mutated = rows.ToArray();
            mutated[Wrong] = Mutate(wrong, random);
            var text = $"{{\n  \"data\": [\n    {string.Join(",\n    ", mutated)}\n  ],\n  \"total\": {Rows}\n}}";
            var lines = UsageFileTests.Lines(text);

            var read = lines.OfType<UsageRow>().Count();
            var named = lines.OfType<RefusedLine>().ToList();
            var isGone = string.IsNullOrWhiteSpace(mutated[Wrong].Trim(','));
            Assert.True(read == Rows || named.Count > 0 || isGone, mutated[Wrong]);
            Assert.True(read + named.Count + named.Sum(PassedOver) >= Rows - (isGone ? 1 : 0), mutated[Wrong]);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lines_AnyBytes_NeverFailOtherwiseThanNamed(int seed)
    {
        var random = new Random(seed);
        for (var tries = 0; tries < 500; tries++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            byte[] file = [.. System.Text.Encoding.UTF8.GetBytes(random.Next(3) switch { 0 => "{", 1 => "[{\"", _ => "occurred_at,amount\n" }), .. bytes];
            try
            {
                using var usage = UsageFile.Open(new MemoryStream(file), format: null);
                Assert.All(usage.Lines(TimeZoneInfo.Utc), line => Assert.True(line.Line >= 1));
            }
            catch (UsageFormatException)
            {
                // The whole file was refused.
            }
        }
    }

    private static void Try(int seed, string[] rows, Func<string[], string> join, int firstLine)
    {
        var random = new Random(seed);
        for (var tries = 0; tries < Tries; tries++)
        {
            var mutated = rows.ToArray();
            mutated[Wrong] = Mutate(rows[Wrong], random);
            var lines = UsageFileTests.Lines(join(mutated));

            var wrong = lines.Where(line => line.Line == firstLine + Wrong).ToList();
            Assert.True(wrong.Count > 0 || string.IsNullOrWhiteSpace(mutated[Wrong].Trim(',', ';')), mutated[Wrong]);

            // A bracket at its start ends the array. Then the rows after it are named one by one.
            var others = lines.Where(line => line.Line != firstLine + Wrong && (line is UsageRow || mutated[Wrong].TrimStart().StartsWith(']')));
            Assert.True(Enumerable.Range(0, Rows).Where(static row => row != Wrong).SequenceEqual(
                others.Select(row => (int)row.Line - firstLine).Where(static row => row < Rows)),
                mutated[Wrong] + string.Concat(lines.Select(line => $"\n{line.Line} {(line as RefusedLine)?.Reason}")));
        }
    }

    private static string Mutate(string row, Random random)
    {
        for (var times = random.Next(1, 4); times > 0 && row.Length > 0; times--)
        {
            var at = random.Next(row.Length);
            row = random.Next(5) switch
            {
                0 => row.Remove(at, 1),
                1 => row.Insert(at, Junk[random.Next(Junk.Length)].ToString()),
                2 => row[..at],
                3 => row.Remove(at, Math.Min(random.Next(20), row.Length - at)),
                _ => row[..at] + Junk[random.Next(Junk.Length)] + row[(at + 1)..],
            };
        }

        return row;
    }

    private static int PassedOver(RefusedLine line) =>
        Lines().Match(line.Reason) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : line.Reason.Contains("nothing after", StringComparison.Ordinal) ? Rows : 0;

    [GeneratedRegex("passed over ([0-9]+) lines")]
    private static partial Regex Lines();
}

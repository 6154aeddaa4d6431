using System.Diagnostics;
using Bluebear.Dashboard.Commands;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Bluebear.Dashboard.Tests.Commands;

/// <summary>Every command on a database that cannot be used: one sentence on standard error, exit 1 or 2, nothing changed.</summary>
public sealed class UnusableDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Kinds => ["foreign", "truncated", "text", "memory", "memory mode", "read-only mode", "password", "newer", "uri"];

    private static string[][] Commands =>
    [
        [], ["demo"], ["tenant", "add", "--name", "Acme"], ["user", "add", "--tenant", "1", "--email", "a@b.example", "--role", "auditor"],
        ["key", "add", "--tenant", "1", "--name", "gateway", "--scopes", "ledger:read"], ["verify"], ["backup", "COPY"], ["export", "csv", "--tenant", "1"],
        ["import", "usage", "USAGE", "--tenant", "1"], ["import", "prices", "PRICES", "--tenant", "1"], ["import", "policies", "POLICIES", "--tenant", "1"],
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_OnAnUnusableDatabase_SaysSoInOneSentence_X11(string kind)
    {
        var (connection, exit) = await MakeAsync(kind);
        var file = _folder.File("bluebear.db");
        var before = File.Exists(file) ? await File.ReadAllBytesAsync(file) : null;
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in Commands)
        {
            var (code, output, error) = await RunAsync(connection, command);

            Assert.True(code == exit, $"{kind}, {string.Join(' ', command)}: {code} {error}");
            Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", output + error, StringComparison.Ordinal);
            said.Add(error.Trim());
        }

        Assert.True(said.Count == 1, string.Join("\n---\n", said));
        Assert.Equal(before, before is null ? null : await File.ReadAllBytesAsync(file));
        Assert.False(File.Exists(_folder.File("copy.db")));
    }

    [Fact]
    public async Task Run_OnAFullDisk_SaysSoInOneSentence_X11()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await MakeAsync("sound");
        foreach (var command in Commands.Where(static command => command is ["tenant" or "user" or "key" or "import", ..]))
        {
            // No file may grow past half a kilobyte: not the log that every change goes to.
            var start = new ProcessStartInfo("sh") { RedirectStandardError = true, RedirectStandardOutput = true };
            string[] all =
            [
                "-c", "trap '' XFSZ; ulimit -f 1; exec dotnet exec \"$@\"", "sh", typeof(UnusableDatabaseTests).Assembly.Location, "bluebear",
                Connection(), .. Arguments(command),
            ];
            all.ToList().ForEach(start.ArgumentList.Add);
            // The runtime would write its own code to a file first.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
            using var process = Process.Start(start)!;
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.True(process.ExitCode is ExitCode.Refused or ExitCode.Usage, $"{string.Join(' ', command)}: {process.ExitCode} {error}");
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            Assert.NotEmpty(error);
        }
    }

    public void Dispose() => _folder.Dispose();

    private string Connection(string more = "") => $"--ConnectionStrings:Bluebear=Data Source={_folder.File("bluebear.db")}{more}";

    private string[] Arguments(string[] command) => [.. command.Select(argument => argument switch
    {
        "COPY" => _folder.File("copy.db"),
        "USAGE" or "PRICES" or "POLICIES" => Input(argument),
        _ => argument,
    })];

    private string Input(string name)
    {
        var file = _folder.File(name);
        File.WriteAllText(file, name switch
        {
            "USAGE" => "idempotency_key,occurred_at,workspace,user,team,model,input_tokens,output_tokens,amount\nk1,2026-03-01T00:00:00Z,,,,,,,1\n",
            "PRICES" => """{"gpt-4o":{"input_cost_per_token":0.0000025,"output_cost_per_token":0.00001}}""",
            _ => "cost_tracking:\n  wallet_enforcement: false\n",
        });
        return file;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string connection, string[] command)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync([connection, "--urls=http://localhost:0", .. Arguments(command)], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<(string Connection, int Exit)> MakeAsync(string kind)
    {
        var file = _folder.File("bluebear.db");
        switch (kind)
        {
            case "foreign":
                Execute(file, "CREATE TABLE tenants (name TEXT); CREATE TABLE others (id INTEGER)");
                return (Connection(), ExitCode.Usage);
            case "text":
                await File.WriteAllTextAsync(file, new string('x', 9_000));
                return (Connection(), ExitCode.Usage);
            case "memory":
                return ("--ConnectionStrings:Bluebear=Data Source=:memory:", ExitCode.Usage);
            case "memory mode":
                return (Connection(";Mode=Memory"), ExitCode.Usage);
            case "uri":
                return ($"--ConnectionStrings:Bluebear=Data Source=file:{file}?mode=ro", ExitCode.Usage);
        }

        await using (var database = await TestDatabase.CreateAsync())
        {
            await database.CloseWriterAsync();
            SqliteConnection.ClearAllPools();
            database.Execute(kind == "newer"
                ? "INSERT INTO \"__EFMigrationsHistory\" VALUES ('20990101000000_Later', '11.0.0'); PRAGMA wal_checkpoint(TRUNCATE)"
                : "PRAGMA wal_checkpoint(TRUNCATE)");
            File.Copy(database.File, file);
        }

        if (kind == "truncated")
        {
            await using var stream = File.OpenWrite(file);
            stream.SetLength(stream.Length / 2);
            return (Connection(), ExitCode.Refused);
        }

        return (Connection(kind switch { "read-only mode" => ";Mode=ReadOnly", "password" => ";Password=x", _ => "" }), ExitCode.Usage);
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

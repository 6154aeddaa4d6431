using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>A process that is killed while it migrates leaves a file that the next start makes good.</summary>
public sealed class MigrationKillTests : IDisposable
{
    private const string Schema = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE name NOT LIKE '%Lock' AND sql IS NOT NULL ORDER BY name)";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(100_000)]
    public async Task Prepare_AfterAKillAtAnyCommand_EndsWithTheWholeSchema(int command)
    {
        var file = _folder.File("killed.db");
        using (var child = ChildProcess.Start("migrate-and-die", file, $"{command}"))
        {
            Assert.Equal("ready", await child.ReadLineAsync());
            Assert.Null(await child.ReadLineAsync());
        }

        await using var database = TestDatabase.Open(file);
        await database.Get<DatabaseStartup>().PrepareAsync(CancellationToken.None);
        await database.AddTenantAsync(1, "UTC");

        await using var whole = await TestDatabase.CreateAsync();
        Assert.Equal(Read(whole.File), Read(file));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    private static string Read(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Schema;
        return (string)command.ExecuteScalar()!;
    }
}

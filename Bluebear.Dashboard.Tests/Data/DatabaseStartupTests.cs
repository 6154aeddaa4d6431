using Bluebear.Dashboard.Data;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

public class DatabaseStartupTests
{
    [Fact]
    public async Task PrepareAsync_SchemaOfAnotherVersion_IsRefusedAndLeftAsItIs()
    {
        await using var database = await TestDatabase.CreateAsync();
        await ExecuteAsync(database.File, "UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '20990101000000_Later'");

        var refused = await Assert.ThrowsAsync<UnknownSchemaException>(
            () => database.Get<DatabaseStartup>().PrepareAsync(CancellationToken.None));

        Assert.Contains("20990101000000_Later", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await ExecuteAsync(database.File, "UPDATE tenants SET name = name WHERE id > 1000"));
    }

    private static async Task<int> ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }
}

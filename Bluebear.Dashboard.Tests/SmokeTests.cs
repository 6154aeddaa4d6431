using Xunit;

namespace Bluebear.Dashboard.Tests;

public class SmokeTests
{
    [Fact]
    public void Sqlite_Opened_Answers()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();
        Assert.StartsWith("3.", connection.ServerVersion, StringComparison.Ordinal);
    }
}

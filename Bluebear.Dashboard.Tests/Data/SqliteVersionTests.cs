using Microsoft.Data.Sqlite;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>Which SQLite the packages bring.</summary>
public class SqliteVersionTests
{
    [Fact]
    public void Shipped_IsLaterThanTheDefectOfTheWriteAheadLog()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();

        // 3.7.0 to 3.51.2 can corrupt a log that two connections write or checkpoint at once.
        Assert.True(Version.Parse(connection.ServerVersion) > new Version(3, 51, 2), connection.ServerVersion);
    }
}

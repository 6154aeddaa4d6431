using Bluebear.Dashboard.Hosting.Settings;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data;

/// <summary>The databases that the product knows.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded: a file beside the server, on one machine.</summary>
    Sqlite,

    /// <summary>A separate server, for several instances.</summary>
    PostgreSql,
}

/// <summary>Section <c>Database</c>: the kind of database. <c>ConnectionStrings:Bluebear</c> says where it is.</summary>
public sealed class DatabaseOptions : ICheckedSettings
{
    /// <summary>The connection string's key.</summary>
    public const string ConnectionStringKey = "ConnectionStrings:Bluebear";

    /// <summary>The kind of database; SQLite by default.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <inheritdoc/>
    public IEnumerable<SettingProblem> Problems(IConfiguration configuration, IHostEnvironment environment)
    {
        if (Provider == DatabaseProvider.PostgreSql)
        {
            yield return new SettingProblem("Database:Provider", "is PostgreSql, which is not available yet; use Sqlite");
        }
        else if (ConnectionProblem(configuration[ConnectionStringKey]) is { } problem)
        {
            yield return new SettingProblem(ConnectionStringKey, problem);
        }
    }

    private static string? ConnectionProblem(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : ProblemOf(new SqliteConnectionStringBuilder(text));
        }
        catch (ArgumentException exception)
        {
            return $"is not an SQLite connection string: {exception.Message}";
        }
    }

    private static string? ProblemOf(SqliteConnectionStringBuilder connection) =>
        connection.DataSource.Length == 0 ? "names no file: write Data Source=FILE"
        : connection.Mode == SqliteOpenMode.Memory || connection.DataSource.Equals(":memory:", StringComparison.OrdinalIgnoreCase)
            ? "names a database in memory, which would end with the process: write Data Source=FILE"
        : connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? "names a URI: write Data Source=FILE"
        : connection.Mode == SqliteOpenMode.ReadOnly ? "has Mode=ReadOnly, but the books are written: leave Mode out"
        : connection.Password.Length > 0 ? "has a Password, but SQLite as it comes with this program does not encrypt: leave Password out"
        : null;
}

using Bluebear.Dashboard.Hosting.Settings;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data;

/// <summary>The databases that the product knows.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded: a file beside the server, one machine.</summary>
    Sqlite,

    /// <summary>A server of its own, several instances.</summary>
    PostgreSql,
}

/// <summary>Section <c>Database</c>: which database keeps the books. Where it is, <c>ConnectionStrings:Bluebear</c> says.</summary>
public sealed class DatabaseOptions : ICheckedSettings
{
    /// <summary>The connection string's key.</summary>
    public const string ConnectionStringKey = "ConnectionStrings:Bluebear";

    /// <summary>The kind of database; SQLite unless said otherwise.</summary>
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
            return string.IsNullOrEmpty(text) || new SqliteConnectionStringBuilder(text).DataSource.Length > 0
                ? null
                : "names no file: write Data Source=FILE";
        }
        catch (ArgumentException exception)
        {
            return $"is no SQLite connection string: {exception.Message}";
        }
    }
}

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>Builds the statements that all tables share, from lists of columns.</summary>
internal static class Sql
{
    /// <summary>An insert with one parameter for each column, in order.</summary>
    public static string Insert(string table, string[] columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})";

    /// <summary>An insert. If the key exists already, it sets only the changing columns.</summary>
    public static string Upsert(string table, string[] columns, string key, IEnumerable<string> changing) =>
        $"{Insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET "
        + string.Join(", ", changing.Select(column => $"{column} = excluded.{column}"));

    /// <summary>An insert. If the key exists already, it adds to the given columns.</summary>
    public static string Accumulate(string table, string[] columns, string key, IEnumerable<string> sums) =>
        $"{Insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET "
        + string.Join(", ", sums.Select(column => $"{column} = {column} + excluded.{column}"));
}

using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Store;

/// <summary>One prepared statement of the ledger's connection, with numbered parameters from <c>?1</c>.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _parameters = new SqliteParameter[parameters];
        for (var i = 0; i < parameters; i++)
        {
            _parameters[i] = _command.Parameters.Add(new() { ParameterName = $"?{i + 1}" });
        }

        _command.Prepare();
    }

    /// <summary>Sets parameter <paramref name="place"/> (1 and up).</summary>
    public Statement Set(int place, long value)
    {
        _parameters[place - 1].Value = value;
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public Statement Set(int place, long? value)
    {
        _parameters[place - 1].Value = value is { } some ? some : DBNull.Value;
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public Statement Set(int place, string? value)
    {
        _parameters[place - 1].Value = value is null ? DBNull.Value : value;
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public Statement Set(int place, byte[]? value)
    {
        _parameters[place - 1].Value = value is null ? DBNull.Value : value;
        return this;
    }

    /// <summary>Runs it for its effect.</summary>
    public void Execute() => _command.ExecuteNonQuery();

    /// <summary>The first row, or the default where there is none.</summary>
    public TRow? ReadFirst<TRow>(Func<SqliteDataReader, TRow> read)
    {
        using var reader = _command.ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>All rows.</summary>
    public List<TRow> ReadAll<TRow>(Func<SqliteDataReader, TRow> read)
    {
        var rows = new List<TRow>();
        using var reader = _command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();
}

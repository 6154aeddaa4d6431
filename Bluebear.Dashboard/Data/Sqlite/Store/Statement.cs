using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>One prepared statement of the ledger's connection, with numbered parameters from <c>?1</c>.</summary>
/// <remarks>
/// Uses SQLite's own functions: the driver's command looks up every parameter by name on each run, which took a third of the
/// writer's time for a posting. A statement waits for another connection's lock as long as the connection's busy timeout.
/// </remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    // A parameter keeps its value between runs, and many are nearly always null.
    private readonly bool[] _isSet;

    /// <exception cref="SqliteException">The statement does not fit the schema, or the file cannot be read.</exception>
    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        ThrowIfFailed(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        _isSet = new bool[parameters + 1];
        if (raw.sqlite3_bind_parameter_count(_statement) != parameters)
        {
            throw new ArgumentException($"The statement does not have {parameters} parameters: {sql}", nameof(parameters));
        }
    }

    /// <summary>Sets parameter <paramref name="place"/> (1 and up).</summary>
    public Statement Set(int place, long value)
    {
        ThrowIfFailed(raw.sqlite3_bind_int64(_statement, place, value));
        _isSet[place] = true;
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public Statement Set(int place, long? value) => value is { } some ? Set(place, some) : SetNull(place);

    /// <inheritdoc cref="Set(int, long)"/>
    public Statement Set(int place, string? value)
    {
        if (value is null)
        {
            return SetNull(place);
        }

        ThrowIfFailed(raw.sqlite3_bind_text(_statement, place, value));
        _isSet[place] = true;
        return this;
    }

    /// <inheritdoc cref="Set(int, long)"/>
    public Statement Set(int place, byte[]? value)
    {
        if (value is null)
        {
            return SetNull(place);
        }

        ThrowIfFailed(raw.sqlite3_bind_blob(_statement, place, value));
        _isSet[place] = true;
        return this;
    }

    /// <summary>Runs it and reads no rows.</summary>
    public void Execute()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs it and returns the number of changed rows.</summary>
    public int Change()
    {
        Execute();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>The first row, or the default if there is none.</summary>
    public TRow? ReadFirst<TRow>(Func<StatementRow, TRow> read)
    {
        try
        {
            return Step() ? read(new(_statement)) : default;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>All rows.</summary>
    public List<TRow> ReadAll<TRow>(Func<StatementRow, TRow> read)
    {
        var rows = new List<TRow>();
        try
        {
            while (Step())
            {
                rows.Add(read(new(_statement)));
            }
        }
        finally
        {
            Reset();
        }

        return rows;
    }

    /// <summary>Passes on each row, keeps none, and ends early where <paramref name="take"/> says false.</summary>
    public void ReadWhile(Func<StatementRow, bool> take)
    {
        try
        {
            while (Step() && take(new(_statement)))
            {
                // The next row.
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private Statement SetNull(int place)
    {
        if (_isSet[place])
        {
            ThrowIfFailed(raw.sqlite3_bind_null(_statement, place));
            _isSet[place] = false;
        }

        return this;
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        ThrowIfFailed(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return false;
    }

    // Repeats the error of the last step, which was already thrown.
    private void Reset() => _ = raw.sqlite3_reset(_statement);

    private void ThrowIfFailed(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException($"SQLite Error {result}: '{raw.sqlite3_errmsg(_database).utf8_to_string()}'.", result & 0xFF,
                raw.sqlite3_extended_errcode(_database));
        }
    }
}

/// <summary>The current row of a statement. Invalid after its next step.</summary>
internal readonly struct StatementRow(sqlite3_stmt statement)
{
    public bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => checked((int)GetInt64(column));

    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();
}

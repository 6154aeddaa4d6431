using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>The ledger's books in an SQLite file: one connection, prepared statements, one transaction for each batch.</summary>
/// <remarks>
/// The first batch makes this process the database's writer (<see cref="ServingLock"/>). If another process is the writer, it
/// throws <see cref="DatabaseServedException"/> and nothing is written.
/// </remarks>
public sealed class SqliteLedgerStore(DatabaseLocation location, DatabaseGate gate, ServingLock servingLock) : ILedgerStore, IDisposable
{
    private LedgerConnection? _connection;
    private long? _committedVersion;

    /// <summary>Called with each connection that is opened. A test limits it to cause faults.</summary>
    internal Action<SqliteConnection>? OnOpened { get; set; }

    /// <inheritdoc/>
    public ILedgerBatch BeginBatch()
    {
        servingLock.Take("writing its ledger");
        var pass = gate.Enter();
        try
        {
            return StoreFailure.Translate(() => Begin(pass));
        }
        catch
        {
            pass.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _committedVersion = null;
        _connection?.Dispose();
        _connection = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_connection is { } connection)
        {
            CheckpointUnderGate(connection);
            Reset();
        }
    }

    private SqliteLedgerBatch Begin(DatabaseGate.Pass pass)
    {
        var connection = _connection ??= new(location, OnOpened);
        connection.Begin.Execute();
        var version = connection.DataVersion.ReadFirst(static row => row.GetInt64(0));
        var isUnchanged = version == _committedVersion;
        if (!isUnchanged)
        {
            connection.Usage.Forget();
            connection.Accounts.Forget();
        }

        return new(connection, pass, isUnchanged, () => _committedVersion = version);
    }

    private void CheckpointUnderGate(LedgerConnection connection)
    {
        try
        {
            using var pass = gate.Enter();
            StoreFailure.Translate(connection.Checkpoint);
        }
        catch (LedgerUnavailableException)
        {
            // The log keeps everything. The next writer makes a checkpoint of it.
        }
    }
}

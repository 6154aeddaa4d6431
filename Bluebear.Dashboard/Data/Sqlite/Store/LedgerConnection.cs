using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>
/// The ledger writer's own connection, with its prepared statements. The only connection that makes checkpoints.
/// </summary>
internal sealed class LedgerConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _plain = [];

    /// <summary>Opens it.</summary>
    /// <param name="location">The file.</param>
    /// <param name="opened">Called with the new connection; tests use it to limit the connection.</param>
    /// <exception cref="SqliteException">The file cannot be opened, or holds another schema.</exception>
    public LedgerConnection(DatabaseLocation location, Action<SqliteConnection>? opened)
    {
        _connection = new(new SqliteConnectionStringBuilder(location.ConnectionString)
        {
            // A missing file is an error here. Only a migration creates one.
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            _connection.Open();
            ConnectionPragmas.ApplyForWriter(_connection);
            opened?.Invoke(_connection);
            (Heads, Accounts, Lots, Purchases) = (new(_connection), new(_connection), new(_connection), new(_connection));
            (Transfers, Charges, Overages, Holds) = (new(_connection), new(_connection), new(_connection), new(_connection));
            (Texts, Seals, Usage) = (new(_connection), new(_connection), new(_connection));
            (Policies, IdempotencyRecords, Audit) = (new(_connection), new(_connection), new(_connection));
            (Budgets, BudgetPeriods) = (new(_connection), new(_connection));
            Begin = Plain("BEGIN IMMEDIATE");
            Commit = Plain("COMMIT");
            RollBack = Plain("ROLLBACK");
            DataVersion = Plain("PRAGMA data_version");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public HeadTable Heads { get; }

    public AccountTable Accounts { get; }

    public LotTable Lots { get; }

    public PurchaseTable Purchases { get; }

    public TransferTable Transfers { get; }

    public ChargeTable Charges { get; }

    public OverageTable Overages { get; }

    public HoldTable Holds { get; }

    public TextTable Texts { get; }

    public SealTable Seals { get; }

    public UsageRollupTable Usage { get; }

    public PolicyTable Policies { get; }

    public IdempotencyTable IdempotencyRecords { get; }

    public AuditTable Audit { get; }

    public BudgetTable Budgets { get; }

    public BudgetPeriodTable BudgetPeriods { get; }

    public Statement Begin { get; }

    public Statement Commit { get; }

    public Statement RollBack { get; }

    /// <summary>Reads a number that changes when another connection has committed.</summary>
    public Statement DataVersion { get; }

    /// <summary>Copies the write-ahead log into the database and empties it. Call it under the gate, before closing.</summary>
    public void Checkpoint()
    {
        using var checkpoint = new Statement(_connection, "PRAGMA wal_checkpoint(TRUNCATE)", 0);
        checkpoint.Execute();
    }

    public void Dispose()
    {
        IDisposable[] tables =
        [
            Heads, Accounts, Lots, Purchases, Transfers, Charges, Overages, Holds, Texts, Seals, Usage, Policies, IdempotencyRecords, Audit, Budgets,
            BudgetPeriods, .. _plain,
        ];
        foreach (var table in tables)
        {
            table.Dispose();
        }

        _connection.Dispose();
    }

    private Statement Plain(string sql)
    {
        var statement = new Statement(_connection, sql, 0);
        _plain.Add(statement);
        return statement;
    }
}

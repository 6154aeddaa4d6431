using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class AccountTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Fixed = ["id", "tenant_id", "kind", "created_at"];

    private static readonly string[] Described = ["name", "name_key", "ref", "ref_key", "parent_id", "status", "deleted_at", "on_exhausted"];

    private static readonly string[] Figures =
    [
        "available_micro_credits", "reserved_micro_credits", "overage_micro_credits", "entry_sequence", "reference_micro_credits",
        "reference_transfer_id", "allocation_era", "standing_allocations", "next_budget_at", "running_budgets",
    ];

    private static readonly string[] Changing = [.. Described, .. Figures];

    private readonly Statement _find =
        new(connection, $"SELECT {string.Join(", ", [.. Fixed, .. Changing])} FROM accounts WHERE id = ?1", 1);

    private readonly Statement _byName =
        new(connection, "SELECT id FROM accounts WHERE tenant_id = ?1 AND kind = ?2 AND name_key = ?3 AND status = 0", 3);

    private readonly Statement _byRef =
        new(connection, "SELECT id FROM accounts WHERE tenant_id = ?1 AND ref_key = ?2 AND ref_key IS NOT NULL AND status = 0", 2);

    private readonly Statement _children =
        new(connection, "SELECT id FROM accounts WHERE parent_id = ?1 AND status = 0 ORDER BY id", 1);

    private readonly Statement _withFigures = new(connection,
        """
        SELECT id FROM accounts INDEXED BY ix_accounts_with_figures
        WHERE tenant_id = ?1 AND (available_micro_credits > 0 OR reserved_micro_credits > 0 OR overage_micro_credits > 0) ORDER BY id
        """, 1);

    // Names and similar columns are in several indexes. An update that sets them costs time for each index, even if they did not
    // change.
    private readonly Statement _writeFigures = new(connection,
        $"UPDATE accounts SET {string.Join(", ", Figures.Select(static (column, i) => $"{column} = ?{i + 2}"))} WHERE id = ?1",
        1 + Figures.Length);

    private readonly Dictionary<AccountId, Description> _described = [];

    private readonly Statement _write =
        new(connection, Sql.Upsert("accounts", [.. Fixed, .. Changing], "id", Changing), Fixed.Length + Changing.Length);

    /// <summary>Forgets the described rows, because another connection wrote or a transaction was undone.</summary>
    public void Forget() => _described.Clear();

    public Account? Find(AccountId id)
    {
        var account = _find.Set(1, id.Value).ReadFirst(Row);
        if (account is not null)
        {
            _described[id] = Description.Of(account);
        }

        return account;
    }

    private static Account Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Kind = row.GetString(2),
        CreatedAt = row.Instant(3),
        Name = row.GetString(4),
        Ref = row.TextOrNull(6),
        Parent = row.AccountOrNull(8),
        Status = (AccountStatus)row.GetInt32(9),
        DeletedAt = row.InstantOrNull(10),
        OnExhausted = row.LongOrNull(11) is { } rule ? (OnExhausted)rule : null,
        Available = row.Credits(12),
        Reserved = row.Credits(13),
        Overage = row.Credits(14),
        EntrySequence = row.GetInt64(15),
        ReferenceBalance = row.Credits(16),
        ReferenceTransfer = row.TransferOrNull(17),
        AllocationEra = row.GetInt64(18),
        StandingAllocations = row.GetInt32(19),
        NextBudgetAt = row.InstantOrNull(20),
        RunningBudgets = row.GetInt32(21),
    };

    public AccountId? FindActiveByName(TenantId tenant, string kind, string nameKey) =>
        _byName.Set(1, tenant.Value).Set(2, kind).Set(3, nameKey).ReadFirst(AnId);

    public AccountId? FindActiveByRef(TenantId tenant, string refKey) =>
        _byRef.Set(1, tenant.Value).Set(2, refKey).ReadFirst(AnId);

    public List<AccountId> ChildrenOf(AccountId parent) => _children.Set(1, parent.Value).ReadAll(Id);

    public List<AccountId> WithFigures(TenantId tenant) => _withFigures.Set(1, tenant.Value).ReadAll(Id);

    /// <summary>Writes accounts given in any order. A changed parent is written before its children.</summary>
    public void Write(IReadOnlyList<Account> accounts)
    {
        var waiting = accounts.ToDictionary(static account => account.Id);
        foreach (var account in accounts)
        {
            WriteAfterParents(account, waiting);
        }
    }

    private void WriteAfterParents(Account account, Dictionary<AccountId, Account> waiting)
    {
        if (!waiting.Remove(account.Id))
        {
            return;
        }

        if (account.Parent is { } parent && waiting.TryGetValue(parent, out var above))
        {
            WriteAfterParents(above, waiting);
        }

        Write(account);
    }

    private void Write(Account account)
    {
        var description = Description.Of(account);
        if (_described.TryGetValue(account.Id, out var written) && written == description)
        {
            Bind(_writeFigures.Set(1, account.Id.Value), 2, account).Execute();
            return;
        }

        WriteAll(account);
        _described[account.Id] = description;
    }

    private void WriteAll(Account account) => Bind(_write
        .Set(1, account.Id.Value)
        .Set(2, account.Id.Tenant.Value)
        .Set(3, account.Kind)
        .Set(4, account.CreatedAt.Micro())
        .Set(5, account.Name)
        .Set(6, Account.NameKey(account.Name))
        .Set(7, account.Ref)
        .Set(8, account.Ref is { } reference ? Account.NameKey(reference) : null)
        .Set(9, account.Parent?.Value)
        .Set(10, (long)account.Status)
        .Set(11, account.DeletedAt.Micro())
        .Set(12, (long?)account.OnExhausted), 13, account).Execute();

    private static Statement Bind(Statement statement, int first, Account account) => statement
        .Set(first, account.Available.MicroCredits)
        .Set(first + 1, account.Reserved.MicroCredits)
        .Set(first + 2, account.Overage.MicroCredits)
        .Set(first + 3, account.EntrySequence)
        .Set(first + 4, account.ReferenceBalance.MicroCredits)
        .Set(first + 5, account.ReferenceTransfer?.Value)
        .Set(first + 6, account.AllocationEra)
        .Set(first + 7, (long)account.StandingAllocations)
        .Set(first + 8, account.NextBudgetAt.Micro())
        .Set(first + 9, (long)account.RunningBudgets);

    public void Dispose()
    {
        _find.Dispose();
        _byName.Dispose();
        _byRef.Dispose();
        _children.Dispose();
        _withFigures.Dispose();
        _write.Dispose();
        _writeFigures.Dispose();
    }

    private static AccountId Id(StatementRow row) => new(row.GetInt64(0));

    private static AccountId? AnId(StatementRow row) => Id(row);

    private readonly record struct Description(
        string Name, string? Ref, AccountId? Parent, AccountStatus Status, DateTimeOffset? DeletedAt, OnExhausted? OnExhausted)
    {
        public static Description Of(Account account) =>
            new(account.Name, account.Ref, account.Parent, account.Status, account.DeletedAt, account.OnExhausted);
    }
}

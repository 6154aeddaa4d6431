using Microsoft.Data.Sqlite;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>The database repeats the ledger's rules: what raw SQL may not do.</summary>
public class SchemaTests
{
    private const string Tenant2Id = "2199023255553";

    public static TheoryData<string> Refused =>
    [
        "UPDATE transfers SET recorded_at = 0",
        "DELETE FROM transfers",
        "UPDATE entries SET bucket = 1",
        "DELETE FROM entries",
        "UPDATE seals SET version = 2",
        "DELETE FROM seals",
        "UPDATE accounts SET available_micro_credits = -1",
        "UPDATE accounts SET reserved_micro_credits = -1",
        "UPDATE accounts SET overage_micro_credits = -1",
        "UPDATE accounts SET tenant_id = 2",
        "UPDATE accounts SET parent_id = id",
        $"UPDATE accounts SET parent_id = {Tenant2Id} WHERE tenant_id = 1",
        "UPDATE accounts SET status = 1",
        "UPDATE accounts SET kind = 'tenant'",
        "UPDATE accounts SET kind = 'workspace', name_key = 'SAME' WHERE tenant_id = 1",
        "UPDATE accounts SET ref = 'same', ref_key = 'SAME' WHERE tenant_id = 1",
        "DELETE FROM accounts",
        "UPDATE lots SET available_micro_credits = -1",
        "UPDATE lots SET reserved_micro_credits = -1",
        "UPDATE lots SET account_id = (SELECT max(account_id) FROM lots)",
        $"UPDATE lots SET account_id = {Tenant2Id}",
        "UPDATE purchases SET amount_micro_credits = 0",
        "UPDATE purchases SET spent_micro_credits = -1",
        "UPDATE purchases SET expired_micro_credits = -1",
        "UPDATE purchases SET price_currency = NULL",
        "UPDATE charges SET cached_input_tokens = input_tokens + 1",
        "UPDATE charges SET amount_micro_credits = -1",
        "UPDATE open_overages SET amount_micro_credits = 0",
        $"UPDATE open_overages SET account_id = {Tenant2Id}",
        "UPDATE usage_hours SET micro_credits = 9223372036854775807 + 1",
        "UPDATE usage_days SET requests = 0.5",
        "UPDATE texts SET value = ''",
        "INSERT INTO texts SELECT id + 50, tenant_id, kind, value, salt, digest FROM texts LIMIT 1",
        "UPDATE texts SET digest = zeroblob(15)",
        "UPDATE ledger_heads SET seal_hash = x'00'",
        "UPDATE ledger_heads SET primary_id = primary_id + 90",
        Copy("transfers", "id", "id + 50"),
        Copy("transfers", "id, amount_micro_credits, key_hash, request_hash", "id + 50, 0, NULL, NULL"),
        Copy("transfers", "id, type, key_hash, request_hash", "id + 50, 9, NULL, NULL"),
        Copy("transfers", "id, from_id, key_hash, request_hash", "id + 50, to_id, NULL, NULL", "type = 2"),
        Copy("transfers", "id, type, reverses_id, key_hash, request_hash", "id + 50 + value, 8, 1099511627777, NULL, NULL", "type = 2", "generate"),
        Copy("transfers", "id, request_hash, key_hash", "id + 50, NULL, zeroblob(16)"),
        Copy("transfers", "id, request_hash, key_hash", "id + 50, zeroblob(15), zeroblob(16)"),
        Copy("transfers", "id, actor_id, key_hash, request_hash", "id + 50, actor_id + 90, NULL, NULL"),
        Copy("transfers", "id, key_hash, request_hash", $"{Tenant2Id}, NULL, NULL"),
        Copy("entries", "line", "line + 50", "available_after_micro_credits IS NOT NULL"),
        Copy("entries", "line, budget_period, available_after_micro_credits, reserved_after_micro_credits",
            "line + 50, budget_period + 9, NULL, NULL", "bucket = 1"),
        Copy("entries", "line, amount_micro_credits", "line + 50, 0", "account_id IS NULL"),
        Copy("entries", "line, account_id, sequence", "line + 50, NULL, 0", "account_id IS NOT NULL"),
        Copy("entries", "line, sequence, balance_after_micro_credits", "line + 50, sequence + 50, -1", "bucket = 1"),
        Copy("entries", "line, sequence, balance_after_micro_credits", "line + 50, sequence + 50, 1", "bucket = 3"),
        Copy("entries", "transfer_id", "transfer_id + 90", "account_id IS NULL"),
        Copy("seals", "number", "0"),
        Copy("seals", "number, hash", "number + 50, zeroblob(31)"),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Sql_ThatBreaksARule_IsRefused(string sql)
    {
        await using var database = await VerifyLedgerTests.CreateAsync();

        var refused = Assert.Throws<SqliteException>(() => database.Execute(sql));

        Assert.Equal(SQLitePCL.raw.SQLITE_CONSTRAINT, refused.SqliteErrorCode);
    }

    [Fact]
    public async Task Entries_InTheFile_HaveNoRowIds()
    {
        await using var database = await TestDatabase.CreateAsync();

        Assert.Equal(1, database.Scalar("SELECT count(*) FROM sqlite_master WHERE name = 'entries' AND sql LIKE '%WITHOUT ROWID%'"));
        Assert.Throws<SqliteException>(() => database.Execute("SELECT rowid FROM entries"));
    }

    // A row like one that is there, with some columns changed.
    private static string Copy(string table, string columns, string values, string where = "1", string? twice = null)
    {
        var changed = columns.Split(", ");
        var shown = values.Split(", ");
        var all = Columns(table);
        var selected = all.Select(column => Array.IndexOf(changed, column) is var i && i >= 0 ? shown[i] : $"r.{column}");
        var from = twice is null ? "" : ", (SELECT 0 AS value UNION SELECT 1) g";
        return $"INSERT INTO {table} ({string.Join(", ", all)}) SELECT {string.Join(", ", selected)} FROM {table} r{from} "
            + $"WHERE {where} LIMIT {(twice is null ? 1 : 2)}";
    }

    private static string[] Columns(string table) => table switch
    {
        "transfers" =>
        [
            "id", "tenant_id", "type", "amount_micro_credits", "from_id", "to_id", "occurred_ago_microseconds", "recorded_at", "actor_id",
            "key_hash", "request_hash", "reverses_id",
        ],
        "entries" =>
        [
            "transfer_id", "line", "tenant_id", "account_id", "bucket", "purchase_id", "budget_period", "amount_micro_credits",
            "balance_after_micro_credits", "sequence", "available_after_micro_credits", "reserved_after_micro_credits",
        ],
        _ => ["tenant_id", "number", "transfers", "purchases", "charges", "holds", "texts", "version", "hash"],
    };
}

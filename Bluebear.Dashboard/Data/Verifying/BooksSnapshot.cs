using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Identity.Tenants;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>A tenant's figures at one commit. The entries up to then must explain them.</summary>
internal sealed class BooksSnapshot
{
    // Each in two parts: a sum of edited figures may be wider than the database can add up.
    private static readonly string Sums = string.Join(", ",
        ((string[])["micro_credits", "requests", .. TokenColumns.Names])
            .Select(static column => $"sum({column} / {Part}), sum({column} % {Part})"));

    private const long Part = 1_000_000;

    private ILookup<long, StoredLot>? _byAccount;
    private ILookup<long, StoredLot>? _byPurchase;

    public required TenantHead Head { get; init; }

    /// <summary>The state of the audit log.</summary>
    public required RecordHead Record { get; init; }

    /// <summary>The number of events in the audit log.</summary>
    public required long RecordedEvents { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required IReadOnlyList<StoredAccount> Accounts { get; init; }

    public required IReadOnlyList<StoredLot> Lots { get; init; }

    public required IReadOnlyList<StoredPurchase> Purchases { get; init; }

    public required IReadOnlyList<Budget> Budgets { get; init; }

    public required IReadOnlyList<BudgetPeriod> BudgetPeriods { get; init; }

    public required IReadOnlyDictionary<(long Account, long Charge), long> Overages { get; init; }

    /// <summary>The open holds, each with its first reservation.</summary>
    public required IReadOnlyDictionary<long, long?> StandingHolds { get; init; }

    public required IReadOnlyDictionary<long, UsageFigures> UsageByHour { get; init; }

    public required IReadOnlyDictionary<(string Day, UsageDimension Dimension, long Account), UsageFigures> UsageByDay { get; init; }

    /// <summary>Reads it in one short transaction; null for a tenant without books.</summary>
    public static BooksSnapshot? Read(SqliteConnection connection, TenantId tenant)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        using var heads = new HeadTable(connection);
        if (heads.Find(tenant) is not { } head)
        {
            return null;
        }

        using var record = new AuditTable(connection);
        return new()
        {
            Head = head,
            Record = record.Head(tenant),
            RecordedEvents = Rows(connection, "SELECT count(*) FROM audit_events WHERE tenant_id = ?1", tenant, static row => row.GetInt64(0))[0],
            Zone = TimeZones.Of(
                Rows(connection, "SELECT time_zone FROM tenants WHERE id = ?1", tenant, static row => row.GetString(0))[0]),
            Accounts = Rows(connection,
                """
                SELECT id, available_micro_credits, reserved_micro_credits, overage_micro_credits, entry_sequence, reference_micro_credits,
                    reference_transfer_id, next_budget_at, running_budgets
                FROM accounts WHERE tenant_id = ?1 ORDER BY id
                """, tenant,
                static row => new StoredAccount(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4),
                    row.GetInt64(5), row.LongOrNull(6), row.LongOrNull(7), row.GetInt64(8))),
            Lots = Rows(connection,
                """
                SELECT id, account_id, purchase_id, budget_period, available_micro_credits, reserved_micro_credits, ends_at,
                    spent_micro_credits
                FROM lots WHERE tenant_id = ?1 ORDER BY id
                """, tenant,
                static row => new StoredLot(row.GetInt64(0), new(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), row.GetInt64(4), row.GetInt64(5),
                    row.LongOrNull(6), row.GetInt64(7))),
            Budgets = Rows(connection, $"SELECT {BudgetTable.Selected} FROM budgets WHERE tenant_id = ?1 ORDER BY id", tenant, BudgetTable.Row),
            BudgetPeriods = Rows(connection,
                $"SELECT {BudgetPeriodTable.Selected} FROM budget_periods WHERE tenant_id = ?1 ORDER BY budget_id, number", tenant, BudgetPeriodTable.Row),
            Purchases = Rows(connection,
                """
                SELECT id, amount_micro_credits, is_reversed, spent_micro_credits, expired_micro_credits, expires_at
                FROM purchases WHERE tenant_id = ?1 ORDER BY id
                """, tenant,
                static row => new StoredPurchase(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2) != 0, row.GetInt64(3), row.GetInt64(4),
                    row.LongOrNull(5))),
            Overages = Rows(connection,
                "SELECT account_id, charge_id, amount_micro_credits FROM open_overages WHERE tenant_id = ?1", tenant,
                static row => (Key: (row.GetInt64(0), row.GetInt64(1)), Amount: row.GetInt64(2)))
                .ToDictionary(static row => row.Key, static row => row.Amount),
            StandingHolds = Rows(connection, "SELECT id, transfer_id FROM holds WHERE tenant_id = ?1 AND status = 0", tenant,
                static row => (Hold: row.GetInt64(0), Transfer: row.LongOrNull(1)))
                .ToDictionary(static row => row.Hold, static row => row.Transfer),
            UsageByHour = Rows(connection,
                $"SELECT hour_starts_at, {Sums} FROM usage_hours WHERE tenant_id = ?1 GROUP BY hour_starts_at", tenant,
                static row => (Hour: row.GetInt64(0), Usage: Figures(row, 1)))
                .ToDictionary(static row => row.Hour, static row => row.Usage),
            UsageByDay = Rows(connection,
                $"SELECT day, dimension, account_id, {Sums} FROM usage_days WHERE tenant_id = ?1 GROUP BY dimension, day, account_id", tenant,
                static row => (Key: (row.GetString(0), (UsageDimension)row.GetInt32(1), row.GetInt64(2)), Usage: Figures(row, 3)))
                .ToDictionary(static row => row.Key, static row => row.Usage),
        };
    }

    /// <summary>The account's lots.</summary>
    public IEnumerable<StoredLot> LotsOf(long account) => (_byAccount ??= Lots.ToLookup(static lot => lot.Key.Account))[account];

    /// <summary>What is left of a purchase over all accounts.</summary>
    public Int128 HeldOf(long purchase) => (_byPurchase ??= Lots.ToLookup(static lot => lot.Key.Purchase))[purchase]
        .Aggregate(Int128.Zero, static (sum, lot) => sum + lot.Available + lot.Reserved);

    /// <summary>What the lots of a purchase say was spent of it, over all accounts.</summary>
    public Int128 SpentOf(long purchase) => (_byPurchase ??= Lots.ToLookup(static lot => lot.Key.Purchase))[purchase]
        .Aggregate(Int128.Zero, static (sum, lot) => sum + lot.Spent);

    private static UsageFigures Figures(StatementRow row, int first)
    {
        Int128 Sum(int place) => ((Int128)row.GetInt64(first + (2 * place)) * Part) + row.GetInt64(first + (2 * place) + 1);
        return new(Sum(0), Sum(1), TokenSums.Of(place => Sum(2 + place)));
    }

    private static List<TRow> Rows<TRow>(SqliteConnection connection, string sql, TenantId tenant, Func<StatementRow, TRow> read)
    {
        using var statement = new Statement(connection, sql, 1);
        return statement.Set(1, tenant.Value).ReadAll(read);
    }
}

internal readonly record struct StoredAccount(long Id, long Available, long Reserved, long Overage, long Sequence, long Base, long? BaseTransfer,
    long? NextBudgetAt, long RunningBudgets);

/// <summary>Identifies a lot, in the form in which an entry names it.</summary>
internal readonly record struct LotKey(long Account, long Purchase, long BudgetPeriod);

internal readonly record struct StoredLot(long Id, LotKey Key, long Available, long Reserved, long? EndsAt, long Spent);

internal readonly record struct StoredPurchase(long Id, long Amount, bool IsReversed, long Spent, long Expired, long? ExpiresAt);

internal readonly record struct UsageFigures(Int128 MicroCredits, Int128 Requests, TokenSums Tokens)
{
    public static UsageFigures operator +(UsageFigures left, UsageFigures right) =>
        new(left.MicroCredits + right.MicroCredits, left.Requests + right.Requests, left.Tokens + right.Tokens);
}

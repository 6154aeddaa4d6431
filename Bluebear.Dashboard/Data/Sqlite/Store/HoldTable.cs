using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class HoldTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Fixed =
    [
        "id", "tenant_id", "holder_id", "amount_micro_credits", "transfer_id", "expires_at", .. FactsColumns.Names,
        .. TokenColumns.Names, "details", "decision",
    ];

    private static readonly string[] Changing = ["status", "ended_at", "charge_id"];
    private static readonly string[] Names = [.. Fixed, .. Changing];

    // Columns count from 0, parameters from 1.
    private static readonly int Facts = Array.IndexOf(Names, FactsColumns.Names[0]);
    private static readonly int Tokens = Array.IndexOf(Names, TokenColumns.Names[0]);
    private static readonly int Decision = Array.IndexOf(Names, "decision");

    /// <summary>The columns that <see cref="Row"/> reads, in order. The rest of a statement over <c>hold</c> follows.</summary>
    public static readonly string Select =
        $"""
        SELECT {string.Join(", ", Names.Select(static name => $"hold.{name}"))}, first.decision
        FROM holds AS hold LEFT JOIN transfers AS first ON first.id = hold.transfer_id
        """;

    private readonly Statement _find = new(connection, $"{Select} WHERE hold.id = ?1", 1);

    private readonly Statement _byLimit = new(connection,
        """
        SELECT expires_at, id FROM holds INDEXED BY ix_holds_standing
        WHERE tenant_id = ?1 AND status = 0 AND (expires_at, id) > (?2, ?3) ORDER BY expires_at, id LIMIT ?4
        """, 4);

    private readonly Statement _append = new(connection, Sql.Insert("holds", Names), Names.Length);

    private readonly Statement _end =
        new(connection, "UPDATE holds SET status = ?2, ended_at = ?3, charge_id = ?4 WHERE id = ?1", 4);

    /// <summary>A hold. The entries of <see cref="Hold.Transfer"/> and of the same operation have its shares.</summary>
    public Hold? Find(HoldId id) => _find.Set(1, id.Value).ReadFirst(Row);

    public List<HoldLimit> ByLimit(TenantId tenant, HoldLimit? after, int count) => _byLimit
        .Set(1, tenant.Value).Set(2, after?.ExpiresAt.Micro() ?? long.MinValue).Set(3, after?.Hold.Value ?? 0).Set(4, count)
        .ReadAll(static row => new HoldLimit(row.Instant(0), new(row.GetInt64(1))));

    /// <summary>Writes a hold. An open hold is new; an ended one may also be, if it began in the same batch.</summary>
    public void Write(Hold hold)
    {
        if (hold.Stands || !End(hold))
        {
            Append(hold);
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _byLimit.Dispose();
        _append.Dispose();
        _end.Dispose();
    }

    private bool End(Hold hold) => _end
        .Set(1, hold.Id.Value).Set(2, (long)hold.Status).Set(3, hold.EndedAt.Micro()).Set(4, hold.Charge?.Value)
        .Change() > 0;

    private void Append(Hold hold) => _append
        .Set(1, hold.Id.Value)
        .Set(2, hold.Id.Value.TenantNumber())
        .Set(3, hold.Holder.Value)
        .Set(4, hold.Amount.MicroCredits)
        .Set(5, hold.Transfer?.Value)
        .Set(6, hold.ExpiresAt.Micro())
        .Set(Facts + 1, hold.Facts)
        .Set(Tokens + 1, hold.Tokens)
        .Set(Decision, UsageDetailsText.Of(hold.Details))
        .Set(Decision + 1, hold.Transfer is null ? hold.Decision.Bytes.ToArray() : null)
        .Set(Decision + 2, (long)hold.Status)
        .Set(Decision + 3, hold.EndedAt.Micro())
        .Set(Decision + 4, hold.Charge?.Value)
        .Execute();

    /// <summary>Reads a row of <see cref="Select"/>.</summary>
    public static Hold Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Holder = new(row.GetInt64(2)),
        Amount = row.Credits(3),
        Transfer = row.TransferOrNull(4),
        Shares = [],
        ExpiresAt = row.Instant(5),
        Facts = row.Facts(Facts),
        Tokens = row.Tokens(Tokens),
        Details = UsageDetailsText.Read(row.TextOrNull(Decision - 1)),
        Decision = new(Bytes(row, Decision) ?? Bytes(row, Names.Length) ?? []),
        Status = (HoldStatus)row.GetInt32(Decision + 1),
        EndedAt = row.InstantOrNull(Decision + 2),
        Charge = row.LongOrNull(Decision + 3) is { } charge ? new ChargeId(charge) : null,
    };

    private static byte[]? Bytes(StatementRow row, int column) => row.IsDBNull(column) ? null : row.GetBytes(column);
}

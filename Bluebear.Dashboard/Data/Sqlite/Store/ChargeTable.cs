using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class ChargeTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "id", "tenant_id", "transfer_id", "payer_id", "amount_micro_credits", "occurred_at", "recorded_at", .. FactsColumns.Names,
        .. TokenColumns.Names, "key_hash", "request_hash", "hold_id", "is_estimate", "details",
    ];

    // Columns count from 0, parameters from 1.
    private static readonly int Facts = Array.IndexOf(Names, FactsColumns.Names[0]);
    private static readonly int Tokens = Array.IndexOf(Names, TokenColumns.Names[0]);
    private static readonly int Mark = Array.IndexOf(Names, "key_hash");

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private static readonly string Select = $"SELECT {Selected} FROM charges";

    private readonly Statement _find = new(connection, $"{Select} WHERE id = ?1", 1);

    private readonly Statement _byKey =
        new(connection, $"{Select} WHERE tenant_id = ?1 AND key_hash = ?2 AND key_hash IS NOT NULL", 2);

    private readonly Statement _append = new(connection, Sql.Insert("charges", Names.AsWritten()), Names.Length);

    public Charge? Find(ChargeId id) => _find.Set(1, id.Value).ReadFirst(Row);

    public Charge? FindByKey(TenantId tenant, Hash128 key) =>
        _byKey.Set(1, tenant.Value).Set(2, key.ToBytes()).ReadFirst(Row);

    public void Append(Charge charge) => _append
        .Set(1, charge.Id.Value)
        .Set(2, charge.Id.Value.TenantNumber())
        .Set(3, charge.Transfer?.Value)
        .Set(4, charge.Payer.Value)
        .Set(5, charge.Amount.MicroCredits)
        .Set(6, charge.OccurredAt.AgoAt(charge.RecordedAt))
        .Set(7, charge.RecordedAt.Micro())
        .Set(Facts + 1, charge.Facts)
        .Set(Tokens + 1, charge.Tokens)
        .Set(Mark + 1, charge.Mark?.Key.ToBytes())
        .Set(Mark + 2, charge.Mark?.Request.ToBytes())
        .Set(Mark + 3, charge.Hold?.Value)
        .Set(Mark + 4, charge.IsEstimate ? 1 : 0)
        .Set(Mark + 5, UsageDetailsText.Of(charge.Details))
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _byKey.Dispose();
        _append.Dispose();
    }

    /// <summary>The number of columns of <see cref="Selected"/>.</summary>
    public static int Count => Names.Length;

    /// <summary>Reads a row of <see cref="Selected"/>.</summary>
    public static Charge Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Transfer = row.TransferOrNull(2),
        Payer = new(row.GetInt64(3)),
        Amount = row.Credits(4),
        OccurredAt = row.Instant(5),
        RecordedAt = row.Instant(6),
        Facts = row.Facts(Facts),
        Tokens = row.Tokens(Tokens),
        Mark = row.MarkOrNull(Mark),
        Hold = row.HoldOrNull(Mark + 2),
        IsEstimate = row.GetInt64(Mark + 3) != 0,
        Details = UsageDetailsText.Read(row.TextOrNull(Mark + 4)),
    };
}

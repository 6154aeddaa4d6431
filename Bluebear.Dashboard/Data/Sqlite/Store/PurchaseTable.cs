using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class PurchaseTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "id", "tenant_id", "transfer_id", "amount_micro_credits", "reference", "price_amount", "price_currency", "expires_at",
        "recorded_at", "is_reversed", "spent_micro_credits", "expired_micro_credits",
    ];

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private readonly Statement _find = new(connection, $"SELECT {Selected} FROM purchases WHERE id = ?1", 1);

    private readonly Statement _write =
        new(connection, Sql.Upsert("purchases", Names, "id", Names.Skip(9)), Names.Length);

    public Purchase? Find(PurchaseId id) => _find.Set(1, id.Value).ReadFirst(Row);

    /// <summary>Reads a row of <see cref="Selected"/>.</summary>
    public static Purchase Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Transfer = new(row.GetInt64(2)),
        Amount = row.Credits(3),
        Reference = row.GetString(4),
        Price = row.IsDBNull(5) ? null : new Money(decimal.Parse(row.GetString(5), CultureInfo.InvariantCulture), row.GetString(6)),
        ExpiresAt = row.InstantOrNull(7),
        RecordedAt = row.Instant(8),
        IsReversed = row.GetInt64(9) != 0,
        Spent = row.Credits(10),
        Expired = row.Credits(11),
    };

    public void Write(Purchase purchase) => _write
        .Set(1, purchase.Id.Value)
        .Set(2, purchase.Id.Value.TenantNumber())
        .Set(3, purchase.Transfer.Value)
        .Set(4, purchase.Amount.MicroCredits)
        .Set(5, purchase.Reference)
        .Set(6, purchase.Price?.Amount.ToString(CultureInfo.InvariantCulture))
        .Set(7, purchase.Price?.Currency)
        .Set(8, purchase.ExpiresAt.Micro())
        .Set(9, purchase.RecordedAt.Micro())
        .Set(10, purchase.IsReversed ? 1 : 0)
        .Set(11, purchase.Spent.MicroCredits)
        .Set(12, purchase.Expired.MicroCredits)
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _write.Dispose();
    }
}

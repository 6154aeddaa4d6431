using Bluebear.Dashboard.Ledger;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Store;

internal sealed class ChargeTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "id", "tenant_id", "transfer_id", "payer_id", "amount_micro_credits", "occurred_at", "recorded_at", "workspace_id", "team_id",
        "user_id", "model_id", "consumer_group_id", "input_tokens", "cached_input_tokens", "output_tokens", "key_hash", "request_hash",
        "hold_id", "account_id", "is_personal", "tags_id", "is_estimate",
    ];

    /// <summary>What <see cref="Row"/> reads, in order.</summary>
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
        .Set(8, charge.Workspace?.Value)
        .Set(9, charge.Team?.Value)
        .Set(10, charge.User?.Value)
        .Set(11, charge.Model?.Value)
        .Set(12, charge.ConsumerGroup?.Value)
        .Set(13, charge.InputTokens)
        .Set(14, charge.CachedInputTokens)
        .Set(15, charge.OutputTokens)
        .Set(16, charge.Mark?.Key.ToBytes())
        .Set(17, charge.Mark?.Request.ToBytes())
        .Set(18, charge.Hold?.Value)
        .Set(19, charge.Account?.Value)
        .Set(20, charge.IsPersonal ? 1 : 0)
        .Set(21, charge.Tags?.Value)
        .Set(22, charge.IsEstimate ? 1 : 0)
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _byKey.Dispose();
        _append.Dispose();
    }

    /// <summary>How many columns <see cref="Selected"/> names.</summary>
    public static int Count => Names.Length;

    /// <summary>Reads <see cref="Selected"/>.</summary>
    public static Charge Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Transfer = row.TransferOrNull(2),
        Payer = new(row.GetInt64(3)),
        Amount = row.Credits(4),
        OccurredAt = row.Instant(5),
        RecordedAt = row.Instant(6),
        Workspace = row.AccountOrNull(7),
        Team = row.AccountOrNull(8),
        User = row.TextIdOrNull(9),
        Model = row.TextIdOrNull(10),
        ConsumerGroup = row.TextIdOrNull(11),
        InputTokens = row.GetInt64(12),
        CachedInputTokens = row.GetInt64(13),
        OutputTokens = row.GetInt64(14),
        Mark = row.MarkOrNull(15),
        Hold = row.HoldOrNull(17),
        Account = row.AccountOrNull(18),
        IsPersonal = row.GetInt64(19) != 0,
        Tags = row.TextIdOrNull(20),
        IsEstimate = row.GetInt64(21) != 0,
    };
}

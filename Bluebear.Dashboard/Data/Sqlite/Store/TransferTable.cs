using Bluebear.Dashboard.Ledger.Deciding;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class TransferTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "id", "tenant_id", "type", "amount_micro_credits", "from_id", "to_id", "occurred_at", "recorded_at", "accounted_at", "actor_id",
        "reason_id", "reference_id", "operation_id", "key_hash", "request_hash", "reverses_id", "charge_id", "hold_id", "decision", "cause", "bases",
    ];

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private readonly EntryTable _entries = new(connection);
    private readonly Statement _find = new(connection, $"SELECT {Selected} FROM transfers WHERE id = ?1", 1);

    private readonly Statement _byKey =
        new(connection, $"SELECT {Selected} FROM transfers WHERE tenant_id = ?1 AND key_hash = ?2 AND key_hash IS NOT NULL", 2);

    private readonly Statement _others = new(connection,
        $"SELECT {Selected} FROM transfers WHERE operation_id = ?1 AND operation_id IS NOT NULL AND id <> ?1 ORDER BY id", 1);

    private readonly Statement _ofCharge = new(connection,
        $"""
        SELECT {Selected} FROM transfers INDEXED BY ix_transfers_charge
        WHERE charge_id = ?1 AND charge_id IS NOT NULL AND (type = 6 OR key_hash IS NULL) ORDER BY id
        """, 1);

    private readonly Statement _reversal =
        new(connection, "SELECT id FROM transfers WHERE reverses_id = ?1 AND reverses_id IS NOT NULL", 1);

    private readonly Statement _append = new(connection, Sql.Insert("transfers", Names.AsWritten()), Names.Length);

    public Transfer? Find(TransferId id) => WithEntries(_find.Set(1, id.Value).ReadFirst(Row));

    public Transfer? FindByKey(TenantId tenant, Hash128 key) =>
        WithEntries(_byKey.Set(1, tenant.Value).Set(2, key.ToBytes()).ReadFirst(Row));

    public List<Transfer> OfOperation(TransferId first) => Find(first) is not { } head
        ? []
        : [head, .. _others.Set(1, first.Value).ReadAll(Row).Select(transfer => WithEntries(transfer)!)];

    public List<Transfer> OfCharge(ChargeId charge) =>
        _ofCharge.Set(1, charge.Value).ReadAll(Row).ConvertAll(transfer => WithEntries(transfer)!);

    /// <inheritdoc cref="EntryTable.Last"/>
    public LastFigures LastOf(AccountId account) => _entries.Last(account);

    public TransferId? FindReversalOf(TransferId id) =>
        _reversal.Set(1, id.Value).ReadFirst(static row => row.TransferOrNull(0));

    public void Append(Transfer transfer)
    {
        _append
            .Set(1, transfer.Id.Value)
            .Set(2, transfer.Id.Value.TenantNumber())
            .Set(3, (long)transfer.Type)
            .Set(4, transfer.Amount.MicroCredits)
            .Set(5, transfer.From?.Value)
            .Set(6, transfer.To?.Value)
            .Set(7, transfer.OccurredAt.AgoAt(transfer.RecordedAt))
            .Set(8, transfer.RecordedAt.Micro())
            .Set(9, transfer.AccountedAt.Micro())
            .Set(10, transfer.Actor.Value)
            .Set(11, transfer.Reason?.Value)
            .Set(12, transfer.Reference?.Value)
            .Set(13, transfer.Operation?.Value)
            .Set(14, transfer.Mark?.Key.ToBytes())
            .Set(15, transfer.Mark?.Request.ToBytes())
            .Set(16, transfer.Reverses?.Value)
            .Set(17, transfer.Charge?.Value)
            .Set(18, transfer.Hold?.Value)
            .Set(19, transfer.Decision?.Bytes.ToArray())
            .Set(20, (long?)transfer.Cause)
            .Set(21, transfer.Bases?.ToBytes())
            .Execute();
    }

    /// <summary>Writes the entries, after the lots and purchases that they refer to.</summary>
    public void AppendEntries(Transfer transfer)
    {
        for (var i = 0; i < transfer.Entries.Count; i++)
        {
            _entries.Append(transfer.Id, i + 1, transfer.Entries[i]);
        }
    }

    public void Dispose()
    {
        _entries.Dispose();
        _find.Dispose();
        _byKey.Dispose();
        _others.Dispose();
        _ofCharge.Dispose();
        _reversal.Dispose();
        _append.Dispose();
    }

    private Transfer? WithEntries(Transfer? transfer) =>
        transfer is null ? null : transfer with { Entries = _entries.Of(transfer.Id) };

    /// <summary>Reads a row of <see cref="Selected"/>, without its entries.</summary>
    public static Transfer Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Type = (TransferType)row.GetInt32(2),
        Amount = row.Credits(3),
        From = row.AccountOrNull(4),
        To = row.AccountOrNull(5),
        OccurredAt = row.Instant(6),
        RecordedAt = row.Instant(7),
        AccountedAt = row.InstantOrNull(8),
        Actor = new(row.GetInt64(9)),
        Reason = row.TextIdOrNull(10),
        Reference = row.TextIdOrNull(11),
        Operation = row.TransferOrNull(12),
        Mark = row.MarkOrNull(13),
        Reverses = row.TransferOrNull(15),
        Charge = row.LongOrNull(16) is { } charge ? new ChargeId(charge) : null,
        Hold = row.HoldOrNull(17),
        Decision = row.IsDBNull(18) ? null : new(row.GetBytes(18)),
        Cause = row.LongOrNull(19) is { } cause ? (TransferCause)cause : null,
        Bases = row.IsDBNull(20) ? null : BaseChanges.Read(row.GetBytes(20)),
        Entries = [],
    };
}

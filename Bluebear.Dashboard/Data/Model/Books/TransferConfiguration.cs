using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Model.Spending;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Bluebear.Dashboard.Data.Model.Books;

internal sealed class TransferConfiguration : IEntityTypeConfiguration<TransferRow>
{
    public void Configure(EntityTypeBuilder<TransferRow> builder)
    {
        builder.HeldToTenant("transfers", "id", "from_id", "to_id", "actor_id", "reason_id", "reference_id", "operation_id", "reverses_id",
            "charge_id", "hold_id").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.OccurredAt).HasComputedColumnSql("recorded_at - occurred_ago_microseconds", stored: false);
        builder.RefersTo<TransferRow, AccountRow>(nameof(TransferRow.FromId), nameof(TransferRow.ToId))
            .RefersTo<TransferRow, TextRow>(nameof(TransferRow.ActorId), nameof(TransferRow.ReasonId), nameof(TransferRow.ReferenceId))
            .RefersTo<TransferRow, TransferRow>(nameof(TransferRow.OperationId), nameof(TransferRow.ReversesId))
            .RefersTo<TransferRow, ChargeRow>(nameof(TransferRow.ChargeId))
            .RefersTo<TransferRow, HoldRow>(nameof(TransferRow.HoldId));
        builder.HasIndex(row => new { row.TenantId, row.KeyHash }).IsUnique().HasFilter("key_hash IS NOT NULL");
        builder.HasIndex(row => row.ReversesId).IsUnique().HasFilter("reverses_id IS NOT NULL");
        builder.HasIndex(row => row.OperationId).HasFilter("operation_id IS NOT NULL");
        // Later payments and refunds of a charge. The charge itself names its first settlement.
        builder.HasIndex(row => row.ChargeId, "ix_transfers_charge").HasFilter("charge_id IS NOT NULL AND (type = 6 OR key_hash IS NULL)");
        IndexRareTypes(builder);
        builder.Hash("key_hash", "request_hash")
            .Check("amount", "amount_micro_credits > 0")
            .Check("type", "type BETWEEN 1 AND 8")
            .Check("cause", "cause BETWEEN 1 AND 12")
            // Only credits that a budget keeps (cause 10) move between lots of one account.
            .Check("allocation", "type <> 2 OR (from_id IS NOT NULL AND to_id IS NOT NULL AND (from_id <> to_id OR coalesce(cause, 0) = 10))")
            .Check("purchase", "type <> 1 OR (from_id IS NULL AND to_id IS NOT NULL)")
            .Check("reversal", "(type = 8) = (reverses_id IS NOT NULL)")
            .Check("mark", "(key_hash IS NULL) = (request_hash IS NULL)");
    }
    // The ledger page filters by type. Nearly all transfers are usage; this index finds the others without reading past it.
    private static void IndexRareTypes(EntityTypeBuilder<TransferRow> builder)
    {
        TransferType[] rare = [TransferType.Purchase, TransferType.Allocation, TransferType.Refund, TransferType.Expiry, TransferType.Reversal];
        foreach (var type in rare)
        {
            builder.HasIndex(row => row.Id, "ix_transfers_" + SnakeCase.Of(type.ToString())).HasFilter($"type = {(int)type}");
        }
    }
}

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Looks at what was recorded under a key, to tell the same usage at another price from other usage.</summary>
internal sealed class RecordedUsage(IDbContextFactory<BluebearDbContext> contexts, TenantId tenant)
{
    /// <summary>True if the charge under the key has the same facts, whatever it cost: the price list changed since.</summary>
    public async Task<bool> HasFactsOfAsync(OperationKey key, ChargeUsage charge)
    {
        var hash = key.Hash().ToBytes();
        await using var context = contexts.ForTenant(tenant);
        var recorded = context.Charges.Where(row => row.TenantId == tenant.Value && row.KeyHash == hash).Select(row => (long?)row.Id)
            .Concat(context.Transfers.Where(row => row.TenantId == tenant.Value && row.KeyHash == hash && row.Type == TransferType.Settlement)
                .Select(row => row.ChargeId));
        var facts = charge.Facts;
        var (workspace, team) = (facts.Workspace?.Value, facts.Team?.Value);
        return await context.Charges.AnyAsync(row => recorded.Contains(row.Id)
            && row.OccurredAt == charge.OccurredAt
            && row.InputTokens == facts.InputTokens
            && row.CachedInputTokens == facts.CachedInputTokens
            && row.OutputTokens == facts.OutputTokens
            && row.WorkspaceId == workspace
            && row.TeamId == team
            && context.Texts.Where(text => text.Id == row.UserId).Select(text => text.Value).FirstOrDefault() == facts.User
            && context.Texts.Where(text => text.Id == row.ModelId).Select(text => text.Value).FirstOrDefault() == facts.Model);
    }
}

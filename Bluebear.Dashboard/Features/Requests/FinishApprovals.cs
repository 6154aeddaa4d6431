using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>Posts the transfer of an approval that was decided when the application ended. Once, by the request's own key.</summary>
public sealed class FinishApprovals(
    IDbContextFactory<BluebearDbContext> contexts, RequestStore store, CreditLedger ledger) : IDueWork
{
    /// <summary>An approval that is this old is not on the way any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "finish_approvals";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        var (latest, skip, items) = (search.Now == DateTimeOffset.MaxValue ? search.Now : search.Now - Patience, search.TenantsToSkip, search.ItemsToSkip);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.CreditRequests.IgnoreQueryFilters()
            .Where(row => row.State == RequestState.Approving && row.AnsweredAt <= latest && !skip.Contains(row.TenantId) && !items.Contains(row.Id))
            .OrderBy(row => row.AnsweredAt).Take(search.Most)
            .Select(row => new { row.Id, row.TenantId, row.AnsweredAt }).ToListAsync(cancellation);
        return rows.ConvertAll(row => new DueItem(new(row.TenantId), row.AnsweredAt!.Value, row.Id));
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(item.Tenant);
        var row = await context.CreditRequests.FirstOrDefaultAsync(found => found.Id == item.Id && found.State == RequestState.Approving, cancellation);
        if (row is null)
        {
            return false;
        }

        var (id, actor) = (new RequestId(row.Id), new AuditActor(row.AnsweredBy!));
        var pool = await context.TenantHeads.Select(static head => head.PrimaryId).SingleAsync(cancellation);
        var result = await ledger.PostAsync(
            new()
            {
                Tenant = item.Tenant,
                Movement = CreditRequest.Of(row).ToMovement(new(pool)),
                Actor = actor.Name,
                Key = RequestStore.KeyOf(id),
                Reason = row.BudgetTerms is null ? row.Reason : null,
                Reference = PublicId.Format(PublicId.Request, row.Id),
            },
            cancellation);
        _ = result switch
        {
            PostingResult.Refused { Refusal.Reason: RefusalReason.Unavailable } => throw new LedgerUnavailableException("The ledger cannot be written now."),
            PostingResult.Refused => await store.GiveBackAsync(item.Tenant, id, cancellation),
            _ => await store.ApproveAsync(item.Tenant, id, result.ReceiptOrNull!, actor, cancellation),
        };
        return true;
    }
}

using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>
/// Files a request for an account that is exhausted, where the tenant wants that: one for each time it is exhausted, and none while one waits
/// (product.md, Requests for credits).
/// </summary>
public sealed class OpenCostTickets(IDbContextFactory<BluebearDbContext> contexts, RequestStore requests) : IDueWork
{
    private const string KeyPrefix = "ticket:";

    private static readonly RequestState[] Waiting = [RequestState.Pending, RequestState.Approving, RequestState.AwaitingSecond];

    /// <inheritdoc/>
    public string Name => "cost_tickets";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        var (skip, items) = (search.TenantsToSkip, search.ItemsToSkip);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await Exhausted(context)
            .Where(alert => !skip.Contains(alert.TenantId) && !items.Contains(alert.Id))
            .OrderBy(alert => alert.Id).Take(search.Most)
            .Select(alert => new { alert.Id, alert.TenantId, alert.OpenedAt }).ToListAsync(cancellation);
        return rows.ConvertAll(static row => new DueItem(new(row.TenantId), row.OpenedAt, row.Id));
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(item.Tenant);
        var account = await Exhausted(context).Where(alert => alert.Id == item.Id)
            .Join(context.Accounts, alert => alert.AccountId, row => row.Id, (_, row) => new { row.Id, row.Name, row.ReferenceMicroCredits })
            .FirstOrDefaultAsync(cancellation);
        if (account is null)
        {
            return false;
        }

        // What it had after it was funded last. It had something, or it would not be exhausted.
        var amount = Credits.Max(Credits.FromMicroCredits(account.ReferenceMicroCredits), Credits.FromMicroCredits(1));
        var actor = new RequestActor(AuditActor.Application, AuditActor.Application.Name);
        var key = new OperationKey(KeyOf(item.Id));
        return await requests.FileAsync(item.Tenant, new(account.Id), amount, $"{account.Name} has no credits left.", actor, key, cancellation) is not null;
    }

    // The tenant's number is part of an alert's id, so the key is unique.
    private static string KeyOf(long alert) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{alert}");

    private static IQueryable<AlertRow> Exhausted(BluebearDbContext context)
    {
        var requests = context.CreditRequests.IgnoreQueryFilters();
        return context.Alerts.IgnoreQueryFilters()
            .Where(alert => alert.Kind == AlertKind.Exhausted && alert.State != AlertState.Resolved && alert.AccountId != null)
            .Where(alert => context.Tenants.Any(tenant => tenant.Id == alert.TenantId && tenant.OpensCostTickets))
            .Where(alert => context.Accounts.IgnoreQueryFilters().Any(row => row.Id == alert.AccountId && row.Kind != AccountKinds.Tenant && row.Status == AccountStatus.Active))
            .Where(alert => !requests.Any(row => row.AccountId == alert.AccountId && (Waiting.Contains(row.State) || row.FilingKey == KeyPrefix + alert.Id)));
    }
}

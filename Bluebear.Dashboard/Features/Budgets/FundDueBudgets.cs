using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>
/// Ends and begins budget periods on time, and funds periods that wait as soon as their source can; after a stop, those that were
/// missed, in order.
/// </summary>
/// <remarks>
/// What is due stands in <c>budgets.next_at</c> and in the periods that wait. Each account is one item: the ledger posts its turns
/// in order, each once, because a period is stored with the transfers that begin it.
/// </remarks>
public sealed class FundDueBudgets(IDbContextFactory<BluebearDbContext> contexts, CreditLedger ledger) : IDueWork
{
    private const int FundingsAtATime = 100;

    /// <inheritdoc/>
    public string Name => "fund_budgets";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public DueBounds Bounds { get; } = new() { PerTurn = 1024, PerTenant = 1024, AtOnce = 64, Gap = TimeSpan.FromMilliseconds(500) };

    /// <inheritdoc/>
    public bool WakesOnCommit => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        // Of each tenant the turns of the earliest instant: those of different accounts draw on the same source in their order.
        var turns = (await TurnsAsync(context, search, cancellation)).GroupBy(static item => item.Tenant)
            .SelectMany(static own => own.Where(item => item.DueAt == own.Min(static other => other.DueAt))).ToList();
        var behind = turns.Where(item => item.DueAt <= search.Now).Select(static item => item.Tenant).ToHashSet();
        var waiting = (await WaitingAsync(context, search, cancellation)).Where(item => !behind.Contains(item.Tenant));
        return [.. turns.Concat(waiting).OrderBy(static item => item.DueAt).Take(search.Most)];
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        var since = item.DueAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var result = await ledger.PostAsync(
            new()
            {
                Tenant = item.Tenant,
                Movement = new FundBudgets(new(item.Id), FundingsAtATime, item.DueAt),
                Actor = Actor,
                Key = new($"budgets-{TenantScopedId.NumberOf(item.Id)}/{since}"),
                Lane = Lane.Bulk,
            },
            cancellation);
        return result switch
        {
            PostingResult.Refused { Refusal.Reason: RefusalReason.Unavailable } => throw new LedgerUnavailableException("The ledger accepts no postings now."),
            PostingResult.Refused refused => throw new InvalidOperationException($"The ledger refused it: {refused.Refusal.Reason}."),
            _ => result.ReceiptOrNull?.Account is not null,
        };
    }

    private const string Actor = "Bluebear";

    private static async Task<List<DueItem>> TurnsAsync(BluebearDbContext context, DueSearch search, CancellationToken cancellation)
    {
        var (now, tenants, items) = (search.Now, search.TenantsToSkip, search.ItemsToSkip);
        var rows = await context.Budgets.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.NextAt <= now && !tenants.Contains(row.TenantId) && !items.Contains(row.AccountId))
            .GroupBy(row => row.AccountId).Select(own => new { Account = own.Key, Since = own.Min(row => row.NextAt) })
            .OrderBy(own => own.Since).Take(search.Most).ToListAsync(cancellation);
        var found = rows.ConvertAll(static own => ItemOf(own.Account, own.Since!.Value));
        if (rows.Count == 0 && now < Instants.Latest)
        {
            // Says when to search again.
            var next = await context.Budgets.IgnoreQueryFilters().AsNoTracking().Where(row => row.NextAt > now).OrderBy(row => row.NextAt)
                .Select(row => new { row.AccountId, row.NextAt }).FirstOrDefaultAsync(cancellation);
            found.AddRange(next is null ? [] : [ItemOf(next.AccountId, next.NextAt!.Value)]);
        }

        return found;
    }

    private static async Task<List<DueItem>> WaitingAsync(BluebearDbContext context, DueSearch search, CancellationToken cancellation)
    {
        var (tenants, items) = (search.TenantsToSkip, search.ItemsToSkip);
        var rows = await context.BudgetPeriods.IgnoreQueryFilters().AsNoTracking()
            .Where(period => period.State == BudgetPeriodState.Waiting && !tenants.Contains(period.TenantId) && !items.Contains(period.SourceId))
            .Join(context.Budgets.IgnoreQueryFilters(), period => period.BudgetId, budget => budget.Id, (period, budget) => new { period, budget.AllowPartial })
            .Join(context.Accounts.IgnoreQueryFilters(), line => line.period.SourceId, source => source.Id,
                (line, source) => new { line.period, line.AllowPartial, source.AvailableMicroCredits })
            .Where(line => line.AvailableMicroCredits >= line.period.DueMicroCredits - line.period.FundedMicroCredits
                || (line.AllowPartial && line.AvailableMicroCredits > 0))
            .Where(line => context.TenantHeads.IgnoreQueryFilters()
                .Any(head => head.TenantId == line.period.TenantId && head.Mode == CreditMode.WorkspaceBudget))
            .GroupBy(line => line.period.SourceId).Select(own => new { Source = own.Key, Since = own.Min(line => line.period.WaitingSince) })
            .OrderBy(own => own.Since).Take(search.Most).ToListAsync(cancellation);
        return rows.ConvertAll(static own => ItemOf(own.Source, own.Since!.Value));
    }

    private static DueItem ItemOf(long account, DateTimeOffset since) => new(TenantScopedId.TenantOf(account), since, account);
}

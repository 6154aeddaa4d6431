using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>Reads the Workspaces page: the Primary Workspace and the workspaces that the caller may see.</summary>
internal sealed class ListWorkspaces(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, AccountDirectory directory, SpendPaces paces, TimeProvider clock)
{
    /// <summary>The current list.</summary>
    /// <param name="includeDeleted">Whether to include deleted workspaces.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<WorkspaceList> LoadAsync(bool includeDeleted, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var context = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var head = await context.TenantHeads.SingleAsync(cancellation);
        var accounts = await ReadAccountsAsync(context, caller, includeDeleted, cancellation);
        var tree = new AccountTree(await ReadParentsAsync(context, cancellation));
        var today = TenantDays.Of(clock.GetUtcNow(), caller.TimeZone);
        var spending = await WorkspaceSpending.ReadAsync(context, today, cancellation);
        var pace = await paces.OfAllAsync(context, caller.Tenant, caller.TimeZone, cancellation);
        var budgets = await ReadBudgetsAsync(context, today, caller.TimeZone, cancellation);
        var paths = new TenantPaths(await directory.OfAsync(caller.Tenant, cancellation), await context.ReadRoutesAsync(cancellation));
        var primaryName = await context.Accounts.Where(row => row.Id == head.PrimaryId).Select(row => row.Name).SingleAsync(cancellation);
        var rules = await WarningRules.ReadAsync(context, cancellation);
        return new()
        {
            Tenant = caller.Tenant,
            Primary = new(head.PrimaryId),
            PrimaryName = primaryName,
            Mode = head.Mode,
            Stopped = await StoppedMoves.FindAsync(context, caller, cancellation),
            IsEnforced = EnforcementOff.Denies(paths.Policies),
            Today = today,
            Rights = RightsOf(caller),
            Rows = [.. accounts.Select(account => RowOf(account, head, tree, paths, spending, primaryName) with
            {
                Today = today,
                Warns = rules.Of(new(account.Id)),
                Pace = pace.GetValueOrDefault(new(account.Id)),
                Budget = budgets.GetValueOrDefault(account.Id),
            })],
        };
    }

    private static async Task<List<AccountFacts>> ReadAccountsAsync(
        BluebearDbContext context, Caller caller, bool includeDeleted, CancellationToken cancellation)
    {
        var visible = caller.VisibleAccounts;
        return await context.Accounts
            .Where(row => row.Kind == AccountKinds.Tenant || row.Kind == AccountKinds.Workspace)
            .Where(row => includeDeleted || row.Status == AccountStatus.Active)
            .Where(row => visible.IsAll || visible.Ids.Contains(row.Id))
            .Select(row => new AccountFacts(row.Id, row.Name, row.Kind, row.ParentId, row.Status, row.AvailableMicroCredits,
                row.ReservedMicroCredits, row.OverageMicroCredits, row.ReferenceMicroCredits, row.AllocationEra, row.StandingAllocations, row.RunningBudgets,
                row.OnExhausted))
            .ToListAsync(cancellation);
    }

    // Of several budgets on one account, the one whose period ends first: it is spent first.
    private static async Task<Dictionary<long, RowBudget>> ReadBudgetsAsync(
        BluebearDbContext context, DateOnly today, TimeZoneInfo zone, CancellationToken cancellation)
    {
        string Day(DateOnly day) => day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
        var running = await context.Budgets.Where(row => row.Status == BudgetStatus.Running && row.NextAt != null).Select(row => new
        {
            row.AccountId,
            row.Id,
            NextAt = row.NextAt!.Value,
            HasBegun = row.CurrentPeriod > 0,
            IsWaiting = context.BudgetPeriods.Any(period => period.Id == row.CurrentPeriod && period.State == BudgetPeriodState.Waiting),
        }).ToListAsync(cancellation);
        return running.GroupBy(static row => row.AccountId).ToDictionary(
            static rows => rows.Key,
            rows => rows.OrderByDescending(static row => row.HasBegun).ThenBy(static row => row.NextAt).Select(row => new RowBudget(new(row.Id),
                row.IsWaiting ? "Budget waits for funds"
                : row.HasBegun ? $"Budget through {Day(TenantDays.LastBefore(row.NextAt, zone))}"
                : $"Budget from {Day(TenantDays.Of(row.NextAt, zone))}")).First());
    }

    private static Task<List<ParentFacts>> ReadParentsAsync(BluebearDbContext context, CancellationToken cancellation) =>
        context.Accounts
            .Where(row => context.Accounts.Any(child => child.ParentId == row.Id))
            .Select(row => new ParentFacts(row.Id, row.Name, row.Kind, row.ParentId))
            .ToListAsync(cancellation);

    private static WorkspaceRow RowOf(
        AccountFacts facts, TenantHeadRow head, AccountTree tree, TenantPaths paths, WorkspaceSpending spending, string primaryName)
    {
        var isPrimary = facts.Kind == AccountKinds.Tenant;
        var hasAllocation = facts.RunningBudgets > 0 || (facts.StandingAllocations > 0 && facts.AllocationEra == head.ModeEra);
        var drawsOnOthers = !isPrimary && !hasAllocation && head.Mode == CreditMode.WorkspaceBudget && facts.Status == AccountStatus.Active;
        var payer = drawsOnOthers ? paths.PayerFor(new(facts.Id))?.Name : null;
        return new()
        {
            Id = new(facts.Id),
            Name = facts.Name,
            IsPrimary = isPrimary,
            Organization = tree.OrganizationOf(facts.Parent),
            Available = Credits.FromMicroCredits(facts.Available),
            Reserved = Credits.FromMicroCredits(facts.Reserved),
            Overage = Credits.FromMicroCredits(facts.Overage),
            Reference = Credits.FromMicroCredits(facts.Reference),
            IsBlocked = EnforcementOff.BlocksInOverage(paths.Policies, Credits.FromMicroCredits(facts.Overage)),
            HasAllocation = hasAllocation,
            IsDeleted = facts.Status == AccountStatus.Deleted,
            Rule = facts.Rule,
            InSharedPool = head.Mode == CreditMode.SharedPool,
            DrawsOn = head.Mode == CreditMode.SharedPool ? primaryName : payer,
            IsAlone = drawsOnOthers && payer is null,
            SpentThisMonth = isPrimary ? spending.PaidBy(facts.Id) : spending.AttributedTo(facts.Id),
            SpentOnlyHere = isPrimary ? spending.AttributedTo(WorkspaceSpending.NoWorkspace) : spending.AttributedTo(facts.Id),
        };
    }

    private static WorkspaceRights RightsOf(Caller caller) => new(
        caller.Can(Permission.MoveCredits), caller.Can(Permission.ManageWorkspaces), caller.Can(Permission.RecordPurchases),
        caller.Can(Permission.SwitchCreditMode), caller.Can(Permission.PlanBudgets));

    private sealed record AccountFacts(
        long Id, string Name, string Kind, long? Parent, AccountStatus Status, long Available, long Reserved, long Overage, long Reference,
        long AllocationEra, int StandingAllocations, int RunningBudgets, OnExhausted? Rule);
}

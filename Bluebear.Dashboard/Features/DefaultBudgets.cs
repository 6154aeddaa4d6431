using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Budgets;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>The budget that someone chose for a new account.</summary>
/// <param name="Plan">The budget, whose account is ignored; null for none.</param>
public sealed record ChosenBudget(PlanBudget? Plan);

/// <summary>The default budgets of a tenant, by who has a rule.</summary>
/// <param name="company">The scope of the company's rule.</param>
/// <param name="rules">The rules, by scope.</param>
/// <param name="parents">The parent of each account that has one.</param>
public sealed class BudgetRules(long company, IReadOnlyDictionary<long, PlanBudget> rules, IReadOnlyDictionary<long, long> parents)
{
    /// <summary>What a new workspace below an account gets, or below none; null for nothing. Parents never form a circle.</summary>
    public PlanBudget? For(AccountId? above)
    {
        var at = above?.Value ?? company;
        while (at != company && !rules.ContainsKey(at))
        {
            at = parents.GetValueOrDefault(at, company);
        }

        return rules.GetValueOrDefault(at);
    }
}

/// <summary>
/// The budgets that new workspaces get: one rule for the company, and one for each organization that has its own. The nearest
/// organization's counts.
/// </summary>
internal sealed class DefaultBudgets(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AuditLog audit, TransferLimits limits)
{
    /// <summary>The rules, the company's first. Its account is none.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<IReadOnlyList<PlanBudget>> ListAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var rows = await Standing(context).OrderBy(static row => row.ScopeId).ToListAsync(cancellation);
        return [.. rows.Where(row => row.AccountId is not { } id || caller.CanSee(new(id))).Select(PlanOf)];
    }

    /// <summary>Sets the rule of an organization, or the company's if the account is none. Workspaces that exist keep what they have.</summary>
    /// <returns>Why it was refused; null if it is set.</returns>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets, or there is no such organization that it may see.</exception>
    public async Task<Refusal?> SetAsync(PlanBudget rule, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var caller = await RequireAsync(rule.Account.Id, cancellation);
        if (rule.Kind == BudgetKind.OneTime)
        {
            return new(RefusalReason.InvalidBudget, Field: "kind");
        }

        if (BudgetChecks.Check(rule.Amount, rule.TopUpTo, rule.Unused, rule.CarryUpTo, rule.Day) is { } refusal)
        {
            return refusal;
        }

        if (await ExcessAsync(caller, rule, cancellation) is { } excess)
        {
            return excess;
        }

        await WriteAsync(caller, rule.Account.Id, rule, cancellation);
        return null;
    }

    /// <summary>Removes the rule of an organization, or the company's for none.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets, or there is no such organization that it may see.</exception>
    public async Task<bool> RemoveAsync(AccountId organization, CancellationToken cancellation = default) =>
        await WriteAsync(await RequireAsync(organization, cancellation), organization, null, cancellation);

    /// <summary>Ends the rule of an organization that was deleted. Checks no permission: its caller deleted it.</summary>
    public Task EndAsync(Caller caller, AccountId organization, CancellationToken cancellation) => WriteAsync(caller, organization, null, cancellation);

    /// <summary>
    /// The opening of an account with the budget that was chosen for it, or else with that of the rule if it is a workspace. Checks no
    /// permission to open accounts.
    /// </summary>
    /// <param name="caller">Who opens it.</param>
    /// <param name="account">The account.</param>
    /// <param name="chosen">The choice; null for the rule, which was set by someone who may plan budgets.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">A budget was chosen, and the caller may not plan budgets or see its source.</exception>
    public async Task<OpenAccount> WithBudgetAsync(Caller caller, OpenAccount account, ChosenBudget? chosen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(account);
        if (chosen is null)
        {
            return account.Kind != AccountKinds.Workspace ? account : account with
            {
                Budget = (await FindAsync(caller.Tenant, account.Parent is { } parent ? [parent.Id] : [], cancellation)).For(account.Parent?.Id),
            };
        }

        caller.Require(Permission.PlanBudgets);
        if (chosen.Plan?.Source is { } source)
        {
            caller.RequireSight(source.Id);
        }

        return account with { Budget = chosen.Plan, NamesBudget = true };
    }

    /// <summary>The rules for accounts that are opened below some others. Checks no permission.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="above">The accounts below which one may be opened.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<BudgetRules> FindAsync(TenantId tenant, IReadOnlyCollection<AccountId> above, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        var rules = await Standing(context).ToDictionaryAsync(static row => row.ScopeId, PlanOf, cancellation);
        var parents = new Dictionary<long, long>();
        var level = rules.Count == 0 ? [] : above.Select(static account => account.Value).ToList();
        while (level.Count > 0)
        {
            var found = await context.Accounts.Where(row => level.Contains(row.Id) && row.ParentId != null)
                .Select(static row => new { row.Id, Parent = row.ParentId!.Value }).ToListAsync(cancellation);
            level = [.. found.Where(row => parents.TryAdd(row.Id, row.Parent)).Select(static row => row.Parent).Distinct()];
        }

        return new(AccountId.None(tenant).Value, rules, parents);
    }

    /// <summary>A refusal of a budget above the tenant's limit, which a second person would have to confirm; otherwise null.</summary>
    /// <remarks>A rule, and the budget of a workspace that is being created, cannot wait for one.</remarks>
    public async Task<Refusal?> ExcessAsync(Caller caller, PlanBudget? plan, CancellationToken cancellation) =>
        (plan?.Amount ?? plan?.TopUpTo) is { } amount && await limits.FindAsync(caller, cancellation) is { } limit && amount > limit
            ? new(RefusalReason.SecondPersonNeeded, Available: limit, Field: plan!.Amount is null ? "top_up_to" : "amount") : null;

    // A deleted organization has no rule, even where it was deleted a moment ago.
    private static IQueryable<DefaultBudgetRow> Standing(BluebearDbContext context) => context.DefaultBudgets.Where(
        rule => rule.AccountId == null || context.Accounts.Any(row => row.Id == rule.AccountId && row.Status == AccountStatus.Active));

    private Task<bool> WriteAsync(Caller caller, AccountId organization, PlanBudget? rule, CancellationToken cancellation) => writes.WriteAsync(
        caller.Tenant,
        async context =>
        {
            var row = await context.DefaultBudgets.AsTracking().SingleOrDefaultAsync(row => row.ScopeId == organization.Value, cancellation);
            var before = row is null ? null : TextOf(PlanOf(row));
            if (row is null && rule is not null)
            {
                context.DefaultBudgets.Add(row = new() { ScopeId = organization.Value, TenantId = caller.Tenant.Value });
                row.AccountId = organization.IsNone ? null : organization.Value;
            }

            if (rule is not null)
            {
                Fill(row!, rule);
            }
            else if (row is not null)
            {
                context.DefaultBudgets.Remove(row);
            }

            var after = rule is null ? null : TextOf(rule);
            if (before != after)
            {
                audit.Add(context, caller.Tenant, AuditActor.Of(caller), AuditActions.DefaultBudgetSet,
                    organization.IsNone ? "company" : PublicId.Format(PublicId.Account, organization.Value), before, after);
            }

            return before is not null;
        },
        cancellation);

    private async Task<Caller> RequireAsync(AccountId organization, CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.PlanBudgets, cancellation);
        if (!organization.IsNone)
        {
            caller.RequireSight(organization);
            await using var context = contexts.ForTenant(caller.Tenant);
            if (!await context.Accounts.AnyAsync(row => row.Id == organization.Value && row.Kind == AccountKinds.Organization && row.Status == AccountStatus.Active, cancellation))
            {
                throw AccessRefusedException.NotFound(caller);
            }
        }

        return caller;
    }

    private static PlanBudget PlanOf(DefaultBudgetRow row) => new(new AccountId(row.ScopeId), null, row.Kind)
    {
        Amount = CreditsOf(row.AmountMicroCredits),
        TopUpTo = CreditsOf(row.TopUpToMicroCredits),
        Day = row.Day,
        Unused = row.Unused,
        CarryUpTo = CreditsOf(row.CarryUpToMicroCredits),
        AllowPartial = row.AllowPartial,
    };

    private static void Fill(DefaultBudgetRow row, PlanBudget rule)
    {
        row.Kind = rule.Kind;
        row.AmountMicroCredits = rule.Amount?.MicroCredits;
        row.TopUpToMicroCredits = rule.TopUpTo?.MicroCredits;
        row.Day = rule.Day;
        row.Unused = rule.Unused;
        row.CarryUpToMicroCredits = rule.CarryUpTo?.MicroCredits;
        row.AllowPartial = rule.AllowPartial;
    }

    private static Credits? CreditsOf(long? microCredits) => microCredits is { } amount ? Credits.FromMicroCredits(amount) : null;

    private static string TextOf(PlanBudget rule) => string.Join(", ", new[]
    {
        BudgetText.OfKind(rule.Kind),
        rule.TopUpTo is { } target ? $"top up to {target} cr" : $"{rule.Amount} cr",
        rule.Day is { } day ? $"day {day}" : null,
        rule.CarryUpTo is { } cap ? $"carry up to {cap} cr" : BudgetText.OfUnused(rule.Unused),
        rule.AllowPartial ? "partial" : null,
    }.OfType<string>());
}

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Budgets;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>
/// The budgets that new workspaces get: one rule for the company, and one for each organization that has its own. The nearest
/// organization's counts.
/// </summary>
internal sealed class DefaultBudgets(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AuditLog audit)
{
    /// <summary>The rules, the company's first. Its account is none.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<IReadOnlyList<PlanBudget>> ListAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var rows = await context.DefaultBudgets.OrderBy(static row => row.ScopeId).ToListAsync(cancellation);
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

        await WriteAsync(caller, rule.Account.Id, rule, cancellation);
        return null;
    }

    /// <summary>Removes the rule of an organization, or the company's for none.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="AccessRefusedException">The caller may not plan budgets, or there is no such organization that it may see.</exception>
    public async Task<bool> RemoveAsync(AccountId organization, CancellationToken cancellation = default) =>
        await WriteAsync(await RequireAsync(organization, cancellation), organization, null, cancellation);

    /// <summary>What a new workspace of the tenant gets; null for nothing. Checks no permission: the rule was set by someone who may.</summary>
    public async Task<PlanBudget?> FindAsync(TenantId tenant, AccountId? organization, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        var rules = await context.DefaultBudgets.ToDictionaryAsync(static row => row.ScopeId, cancellation);
        var company = AccountId.None(tenant).Value;
        var at = organization?.Value ?? company;
        while (rules.Count > 0 && at != company && !rules.ContainsKey(at))
        {
            at = await context.Accounts.Where(row => row.Id == at).Select(static row => row.ParentId).SingleOrDefaultAsync(cancellation) ?? company;
        }

        return rules.TryGetValue(at, out var rule) ? PlanOf(rule) : null;
    }

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
            if (!await context.Accounts.AnyAsync(row => row.Id == organization.Value && row.Kind == AccountKinds.Organization, cancellation))
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

using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>The budget that new workspaces get.</summary>
/// <param name="Organization">The organization whose new workspaces get it. Default: the whole company.</param>
/// <param name="Kind">How often it funds. Not one time.</param>
/// <param name="Amount">The credits of each period; or <c>top_up_to</c>.</param>
/// <param name="TopUpTo">The balance to top up to.</param>
/// <param name="Day">The day of the month, 1-31. Default: the day on which the workspace is created.</param>
/// <param name="Unused">What happens to unspent credits, as for a budget.</param>
/// <param name="AllowPartial">True to take what the pool has when that is less.</param>
internal sealed record DefaultBudgetBody(
    string? Organization, [property: Required] BudgetKind? Kind, Credits? Amount, Credits? TopUpTo, long? Day, UnusedBody? Unused, bool? AllowPartial)
{
    /// <summary>The rule of an organization, or of the company for none.</summary>
    public PlanBudget ToRule(AccountId organization) => new(organization, null, Fields.Required(Kind, "kind"))
    {
        Amount = Amount,
        TopUpTo = TopUpTo,
        Day = BudgetDays.Of(Day),
        Unused = Unused?.Unused ?? UnusedCredits.Return,
        CarryUpTo = Unused?.CarryUpTo,
        AllowPartial = AllowPartial ?? false,
    };

    /// <summary>A rule as programs read it.</summary>
    public static DefaultBudgetBody Of(PlanBudget rule) => new(
        rule.Account.Id.IsNone ? null : WalletAnswer.IdOf(rule.Account.Id), rule.Kind, rule.Amount, rule.TopUpTo, rule.Day,
        new(rule.Unused, rule.CarryUpTo), rule.AllowPartial);
}

/// <summary>The rules, the company's first.</summary>
internal sealed record DefaultBudgetsAnswer(IReadOnlyList<DefaultBudgetBody> Data);

/// <summary>The budgets that new workspaces get, for programs.</summary>
internal static class DefaultBudgetEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapDefaultBudgetsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/budgets/defaults", ListAsync).RequireScope(ApiScopes.WalletsRead)
            .Produces<DefaultBudgetsAnswer>().WithSummary("List the budgets that new workspaces get.");
        api.MapPut("/budgets/defaults", SetAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<DefaultBudgetsAnswer>().WithSummary("Set the budget that new workspaces get. Those that exist keep what they have.");
        api.MapDelete("/budgets/defaults", RemoveAsync).RequireScope(ApiScopes.WalletsWrite)
            .Produces<DefaultBudgetsAnswer>().WithSummary("Plan no more budgets for new workspaces.");
    }

    private static async Task<IResult> ListAsync(DefaultBudgets defaults, CancellationToken cancellation) =>
        Results.Json(new DefaultBudgetsAnswer([.. (await defaults.ListAsync(cancellation)).Select(DefaultBudgetBody.Of)]));

    private static async Task<IResult> SetAsync(DefaultBudgetBody body, DefaultBudgets defaults, Wallets wallets, CancellationToken cancellation)
    {
        var rule = body.ToRule(await OrganizationAsync(body.Organization, wallets, cancellation));
        return await defaults.SetAsync(rule, cancellation) is { } refusal
            ? Outcome.Refused(refusal, RefusalMessages.Of(refusal)).ToProblem() : await ListAsync(defaults, cancellation);
    }

    private static async Task<IResult> RemoveAsync(string? organization, DefaultBudgets defaults, Wallets wallets, CancellationToken cancellation) =>
        await defaults.RemoveAsync(await OrganizationAsync(organization, wallets, cancellation), cancellation)
            ? await ListAsync(defaults, cancellation) : ApiProblem.NotFound("default budget", organization is null ? null : "organization");

    private static async Task<AccountId> OrganizationAsync(string? organization, Wallets wallets, CancellationToken cancellation)
    {
        var found = await wallets.FindOptionalAsync(organization, "organization", cancellation);
        return found is not null && found.Kind != AccountKinds.Organization
            ? throw new ApiProblemException(ApiProblem.Invalid("organization", "This must be an organization."))
            : found?.Id ?? AccountId.None((await wallets.CallerAsync(cancellation)).Tenant);
    }
}

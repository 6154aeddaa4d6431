using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Bluebear.Dashboard.Ledger.Policies;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies;

/// <summary>Answers who would pay for a request by a reservation that is not made: the same engine, and nothing moves.</summary>
internal sealed class AskWhoPays(ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Who would pay now.</summary>
    /// <param name="facts">What the request would say of itself.</param>
    /// <param name="amount">What it would cost.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The answer, or a sentence that says why there is none: an amount of zero, an account that was deleted.</returns>
    /// <exception cref="AccessRefusedException">The caller may not read the books, or may not see an account that is named.</exception>
    public async Task<(PathExplanation? Answer, string? Problem)> RunAsync(
        UsageFacts facts, Credits amount, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        foreach (var named in new[] { facts.Workspace, facts.Team, facts.Account }.OfType<AccountId>())
        {
            caller.RequireSight(named);
        }

        var outcome = await postings.PreviewAsync(caller, new ReserveCredits(amount, facts), cancellation);
        return (outcome.Receipt?.Path ?? outcome.Refusal?.Path) is { } decision
            ? (new(amount, decision, await DescribeAsync(caller, decision, cancellation)), null)
            : (null, outcome.Message);
    }

    private async Task<IReadOnlyList<ExplainedStep>> DescribeAsync(Caller caller, PathDecision decision, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(caller.Tenant);
        var ids = decision.Steps.Select(step => step.Account.Value).ToList();
        var rows = await context.Accounts.Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Name, row.ReservedMicroCredits, row.OverageMicroCredits })
            .ToDictionaryAsync(row => new AccountId(row.Id), cancellation);
        var pays = decision.FundedBy.ToDictionary(share => share.Account, share => share.Amount);
        return
        [
            .. decision.Steps.Select(step => caller.CanSee(step.Account) && rows.GetValueOrDefault(step.Account) is { } row
                ? new ExplainedStep(step, row.Name, new(step.Available, Credits.FromMicroCredits(row.ReservedMicroCredits),
                    Credits.FromMicroCredits(row.OverageMicroCredits)), pays.GetValueOrDefault(step.Account))
                : new ExplainedStep(step, null, null, pays.GetValueOrDefault(step.Account))),
        ];
    }
}

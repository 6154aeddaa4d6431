using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>The answer to a "who pays?" question, or why there is none.</summary>
/// <param name="Answer">The path step by step, also if the request would be denied; null if the question was refused.</param>
/// <param name="Refusal">What is wrong with the question, or null.</param>
/// <param name="Message">The refusal in a sentence.</param>
public sealed record SpendExplanation(PathExplanation? Answer, Refusal? Refusal, string Message);

/// <summary>Answers who would pay, with the same code as a reservation but without writing. For pages and programs.</summary>
internal sealed class ExplainSpend(ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Who would pay now.</summary>
    /// <param name="facts">The facts of the request.</param>
    /// <param name="amount">Its cost; 0 or more.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The answer. Names and figures of accounts that the caller may not see are left out.</returns>
    /// <exception cref="AccessRefusedException">The caller may not read the books, or may not see a named account.</exception>
    public async Task<SpendExplanation> RunAsync(UsageFacts facts, Credits amount, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        foreach (var named in new[] { facts.Workspace, facts.Team, facts.Account }.OfType<NamedAccount>())
        {
            caller.RequireSight(named.Id);
        }

        var outcome = await postings.PreviewAsync(caller, new ExplainPath(amount, facts), cancellation);
        return outcome.Receipt?.Path is { } decision
            ? new(await DescribeAsync(caller, amount, decision, cancellation), null, "")
            : new(null, outcome.Refusal, outcome.Message);
    }

    private async Task<PathExplanation> DescribeAsync(Caller caller, Credits amount, PathDecision decision, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(caller.Tenant);
        var ids = decision.Steps.Select(step => step.Account.Value).ToList();
        var rows = await context.Accounts.Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Name, row.ReservedMicroCredits, row.OverageMicroCredits })
            .ToDictionaryAsync(row => new AccountId(row.Id), cancellation);
        var pays = decision.FundedBy.ToDictionary(share => share.Account, share => share.Amount);
        ExplainedStep Describe(PathStep step) => caller.CanSee(step.Account) && rows.GetValueOrDefault(step.Account) is { } row
            ? new(step, row.Name, new(step.Available, Credits.FromMicroCredits(row.ReservedMicroCredits),
                Credits.FromMicroCredits(row.OverageMicroCredits)), pays.GetValueOrDefault(step.Account))
            : new(step with { Available = Credits.Zero }, null, null, pays.GetValueOrDefault(step.Account));
        List<ExplainedStep> steps = [.. decision.Steps.Select(Describe)];
        return new(amount, decision with { Steps = [.. steps.Select(static step => step.Step)] }, steps)
        {
            NextFundingAt = decision.IsAllowed ? null : await context.NextFundingAsync(decision, cancellation),
        };
    }
}

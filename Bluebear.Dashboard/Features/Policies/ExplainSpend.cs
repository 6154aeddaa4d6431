using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Bluebear.Dashboard.Ledger.Policies;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies;

/// <summary>Who would pay for a request.</summary>
/// <param name="Decision">The path step by step; null where the question was refused.</param>
/// <param name="Names">The names of the accounts on it.</param>
/// <param name="Mode">The credit mode it was decided in.</param>
/// <param name="Refusal">Why the question cannot be answered, or null.</param>
/// <param name="Message">The same in a sentence.</param>
public sealed record SpendExplanation(
    PathDecision? Decision, IReadOnlyDictionary<AccountId, string> Names, CreditMode Mode, Refusal? Refusal = null, string Message = "")
{
    /// <summary>The accounts whose figures the caller may see; those of others are 0 in <see cref="Decision"/>.</summary>
    public IReadOnlySet<AccountId> Seen { get; init; } = new HashSet<AccountId>();
}

/// <summary>Answers who would pay, by the same engine and the same writer as a reservation, and moves nothing.</summary>
public sealed class ExplainSpend(ICurrentCaller callers, CreditLedger ledger, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Explains a request.</summary>
    /// <param name="facts">Whom and what it names.</param>
    /// <param name="amount">What it would cost; 0 or more.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books, or not see an account that is named or on the path.</exception>
    public async Task<SpendExplanation> RunAsync(UsageFacts facts, Credits amount, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        foreach (var named in new[] { facts.Workspace, facts.Team, facts.Account }.OfType<AccountId>())
        {
            caller.RequireSight(named);
        }

        var result = await ledger.PostAsync(
            new()
            {
                Tenant = caller.Tenant,
                Movement = new ExplainPath(amount, facts),
                Actor = caller.Actor,
                Key = OperationKey.New(),
                IsDryRun = true,
            },
            cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var mode = await context.LedgerHeads.Select(head => head.Mode).SingleAsync(cancellation);
        if (result is PostingResult.Refused { Refusal: var refusal })
        {
            return new(null, new Dictionary<AccountId, string>(), mode, refusal, RefusalMessages.Of(refusal));
        }

        var decision = result.ReceiptOrNull!.Path!;
        var ids = decision.Steps.Select(static step => step.Account.Value).ToList();
        var names = await context.Accounts.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => new AccountId(row.Id), row => row.Name, cancellation);
        var seen = decision.Steps.Select(static step => step.Account).Where(caller.CanSee).ToHashSet();
        return new(Without(decision, seen), names, mode) { Seen = seen };
    }

    private static PathDecision Without(PathDecision decision, HashSet<AccountId> seen) => decision with
    {
        Steps = [.. decision.Steps.Select(step => seen.Contains(step.Account) ? step : step with { Available = Credits.Zero })],
    };
}

using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// Decides who pays for a request, in the same way for a reservation, a charge and an explanation (product.md, Who pays).
/// </summary>
internal static class ChargingPath
{
    /// <summary>
    /// Who pays <paramref name="amount"/>. Opens accounts, which posts what is due on them. Changes nothing else.
    /// </summary>
    public static PathDecision Decide(Draft draft, UsageFacts facts, Credits amount) => Decide((IPathBooks)draft, facts, amount);

    /// <inheritdoc cref="Decide(Draft, UsageFacts, Credits)"/>
    public static PathDecision Decide(IPathBooks books, UsageFacts facts, Credits amount) => new PathWalk(books.Policies, amount)
        .Run(PathRoute.Find(books, facts), books.Head, PathRoute.IsForbidden(books, facts));

    /// <summary>
    /// Who pays a further <paramref name="amount"/> when a hold settles for more than it holds: the holder, then the later
    /// accounts of the hold's path, as far as block and fall-through allow. The rest is the holder's overage. In Shared Pool
    /// mode, or if the holder is deleted, only the Primary Workspace pays, and the rest is its overage.
    /// </summary>
    public static IReadOnlyList<PathShare> DrawOn(Draft draft, PathDecision held, AccountId holder, Credits amount)
    {
        var shares = new List<PathShare>();
        foreach (var (id, rule) in After(draft, held, holder))
        {
            var share = draft.Open(id) is { IsActive: true } account ? Credits.Min(account.Available, amount) : Credits.Zero;
            if (share.IsPositive)
            {
                shares.Add(new(id, share));
                amount -= share;
            }

            if (amount.IsZero || rule == OnExhausted.Block)
            {
                break;
            }
        }

        return shares;
    }

    /// <summary>
    /// What usage that has happened takes in any case: what the path grants, or else what the limiting account has. The rest is
    /// the overage of <see cref="OverageAccount"/>.
    /// </summary>
    public static IReadOnlyList<PathShare> SharesOfUsage(Draft draft, PathDecision decision, Credits amount)
    {
        if (decision.FundedBy.Count > 0)
        {
            return decision.FundedBy;
        }

        var overageAccount = OverageAccount(draft, decision);
        var available = Credits.Min(draft.Open(overageAccount)!.Available, amount);
        return available.IsPositive ? [new(overageAccount, available)] : [];
    }

    /// <summary>The account that owes the unpaid rest: the limiting one, or the pool if the path is empty.</summary>
    public static AccountId OverageAccount(Draft draft, PathDecision decision) =>
        decision.Limiting ?? (decision.FundedBy.Count > 0 ? decision.FundedBy[0].Account : draft.Head.Primary);

    /// <summary>
    /// The most that one request with these facts could draw: the largest amount that one account on the path could pay, or the
    /// sum if splitting is on.
    /// </summary>
    public static Credits EffectiveAvailable(IPathBooks books, UsageFacts facts)
    {
        var (most, sum) = (Credits.Zero, Credits.Zero);
        foreach (var (account, rule, isAllowed) in PathRoute.Find(books, facts))
        {
            if (isAllowed && !EnforcementOff.BlocksInOverage(books.Policies, account.Overage))
            {
                most = account.Available > most ? account.Available : most;
                sum += account.Available;
            }

            if (rule == OnExhausted.Block)
            {
                break;
            }
        }

        return books.Policies.Split ? sum : most;
    }

    /// <summary>
    /// Whether requests with these facts are denied once the credits of <paramref name="account"/> are used up.
    /// </summary>
    public static bool BlocksWhenEmpty(IPathBooks books, UsageFacts facts, AccountId account)
    {
        if (!EnforcementOff.Denies(books.Policies))
        {
            return false;
        }

        var path = PathRoute.Find(books, facts);
        var place = path.ToList().FindIndex(candidate => candidate.Account.Id == account);
        return path.Count == 0 || PathRoute.IsForbidden(books, facts)
            || (place >= 0 && (place == path.Count - 1 || path[place].OnExhausted == OnExhausted.Block));
    }

    private static IEnumerable<(AccountId Account, OnExhausted Rule)> After(Draft draft, PathDecision held, AccountId holder)
    {
        if (draft.Head.Mode == CreditMode.SharedPool || draft.Open(holder) is not { IsActive: true })
        {
            return [(draft.Head.Primary, OnExhausted.Block)];
        }

        var own = held.Steps.FirstOrDefault(step => step.Account == holder)?.OnExhausted ?? OnExhausted.Block;
        return held.Steps.SkipWhile(step => step.Account != holder).Skip(1)
            .Where(static step => step.Outcome != StepOutcome.NotAllowed)
            .Select(static step => (step.Account, step.OnExhausted))
            .Prepend((holder, own));
    }
}

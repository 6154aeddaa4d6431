using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>Sets credits aside for one request, on the accounts of its charging path.</summary>
/// <param name="Amount">What the request may cost; above zero, or 0 if the list prices it at 0 (<see cref="IsPriced"/>).</param>
/// <param name="Facts">The facts of the request.</param>
/// <param name="TimeLimit">How long the hold may stay open, see <c>HoldLimits</c>; null for ten minutes.</param>
/// <remarks>
/// Refuses with <see cref="RefusalReason.InvalidAmount"/>, <see cref="RefusalReason.InvalidText"/> (facts), <see
/// cref="RefusalReason.InvalidTime"/>, <see cref="RefusalReason.AccountNotFound"/>, <see cref="RefusalReason.AccountDeleted"/>,
/// <see cref="RefusalReason.PersonalUseForbidden"/> and <see cref="RefusalReason.CreditsExhausted"/>. The last two come with the
/// path.
/// </remarks>
public sealed record ReserveCredits(Credits Amount, UsageFacts Facts, TimeSpan? TimeLimit = null) : Movement
{
    /// <summary>True if a price list gave the amount. The amount is then not part of the request's fingerprint.</summary>
    public bool IsPriced { get; init; }

    /// <summary>The request's limit of output tokens, if it named one. Part of the request's fingerprint.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The list's limit of output tokens that the amount counts with if the request named none.</summary>
    public long? ListedOutputTokens { get; init; }

    internal override string Code => "credits.reserve";

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount);

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(IsPriced ? null : Amount);
        writer.Add(MaxOutputTokens);
        writer.Add(TimeLimit?.Ticks);
        Facts.Describe(writer);
    }

    internal override HoldId? ResultHold(Transfer first) => first.Hold;

    internal override bool GoesAlongAPath => true;

    internal override string? NamedGroup => Facts.ConsumerGroup;

    internal override Refusal? Decide(Draft draft)
    {
        if (Check(draft) is { } refusal)
        {
            return refusal;
        }

        var path = ChargingPath.Decide(draft, Facts, Amount);
        if (path.IsForbidden || !path.IsAllowed)
        {
            return new(path.IsForbidden ? RefusalReason.PersonalUseForbidden : RefusalReason.CreditsExhausted, path.Limiting,
                path.Limiting is { } limiting ? draft.Account(limiting).Available : null, Path: path);
        }

        Reserve(draft, path);
        return null;
    }

    private TokenCounts Expected =>
        Facts.Tokens with { Output = MaxOutputTokens ?? ListedOutputTokens ?? Facts.Tokens.Output };

    private Refusal? Check(Draft draft) =>
        Amount.IsNegative || (Amount.IsZero && !IsPriced) ? new(RefusalReason.InvalidAmount, Field: "amount")
        : !(Facts with { Tokens = Expected }).IsWellFormed ? new(RefusalReason.InvalidText, Field: "facts")
        : TimeLimit is { } limit && !HoldLimits.Allow(limit) ? new(RefusalReason.InvalidTime, Field: "ttl_seconds")
        : AccountChecks.CheckActive(draft, Facts.Workspace, "workspace") ?? AccountChecks.CheckActive(draft, Facts.Team, "team")
            ?? AccountChecks.CheckActive(draft, Facts.Account, "account");

    private void Reserve(Draft draft, PathDecision path)
    {
        var head = draft.Head with { Holds = draft.Head.Holds + 1 };
        draft.Book.Set(head);
        var decision = DecisionTrace.Of(path);
        var hold = new Hold
        {
            Id = new(TenantScopedId.Compose(draft.Tenant, head.Holds)),
            Holder = path.FundedBy.Count > 0 ? path.FundedBy[0].Account : path.Limiting ?? head.Primary,
            Amount = Amount,
            Shares = [],
            ExpiresAt = Instants.Truncate(draft.Clock + (TimeLimit ?? HoldLimits.Default)),
            Facts = Facts.Intern(draft),
            Tokens = Expected,
            Details = Facts.Details,
            Decision = decision,
        };
        var shares = new List<HoldShare>();
        TransferId? first = null;
        foreach (var (account, amount) in path.FundedBy)
        {
            if (amount.IsPositive)
            {
                var transfer = SetAside(draft, hold.Id, account, amount, shares, first is null ? decision : null);
                first ??= transfer.Id;
            }
        }

        draft.Book.Set(hold with { Shares = shares, Transfer = first });
        draft.ResultHold = hold.Id;
        draft.ResultPath = path;
    }

    private static Transfer SetAside(Draft draft, HoldId hold, AccountId account, Credits amount, List<HoldShare> shares,
        DecisionTrace? decision)
    {
        var transfer = new TransferBuilder(draft, TransferType.Reservation, amount, account, account) { Hold = hold, Decision = decision };
        foreach (var (lot, share) in draft.SharesFor(account, amount))
        {
            transfer.Available(lot, -share).Reserved(lot, share);
            shares.Add(new(account, lot.Purchase, lot.BudgetPeriod, share));
        }

        return transfer.Post();
    }
}

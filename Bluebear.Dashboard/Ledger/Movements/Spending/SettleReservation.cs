using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>
/// Settles a hold at the real cost of its request: less releases the rest, more draws further credits, 0 releases everything.
/// </summary>
/// <param name="Hold">The hold.</param>
/// <param name="Amount">The cost, 0 or more; null for usage without a price, which is charged at the hold's estimate.</param>
/// <remarks>
/// What no account can pay becomes overage of the holder. Refuses with <see cref="RefusalReason.InvalidAmount"/> (below zero),
/// <see cref="RefusalReason.InvalidText"/> (model, tokens), <see cref="RefusalReason.InvalidTime"/>, <see
/// cref="RefusalReason.HoldNotFound"/> and <see cref="RefusalReason.HoldFinished"/>.
/// </remarks>
public sealed record SettleReservation(HoldId Hold, Credits? Amount) : Movement
{
    /// <summary>
    /// True if a price list gave the amount, or had no price. The amount is then not part of the request's fingerprint.
    /// </summary>
    public bool IsPriced { get; init; }

    /// <summary>The model that answered if it is not the hold's model; otherwise null.</summary>
    public string? Model { get; init; }

    /// <summary>The number of tokens.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>What was used beside plain tokens.</summary>
    public UsageDetails Details { get; init; } = UsageDetails.None;

    /// <summary>When the usage happened, at most five minutes ahead of the clock; null for now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    internal override string Code => "reservation.settle";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount);

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Hold.Value);
        writer.Add(IsPriced ? null : Amount);
        writer.Add(Model);
        Tokens.Describe(writer);
        writer.Add(OccurredAt);
        Details.Describe(writer);
    }

    internal override HoldId? ResultHold(Transfer first) => first.Hold;

    internal override ChargeId? ResultCharge(Transfer first) => first.Charge;

    internal override Refusal? Decide(Draft draft)
    {
        if (Check(draft) is { } refusal)
        {
            return refusal;
        }

        var hold = draft.Book.FindHold(Hold)!;
        var cost = UnpricedSettlement.Cost(hold, Amount);
        var plan = cost.Amount.IsZero ? null : SettlementPlan.Of(draft, hold, cost.Amount);
        var charge = Record(draft, hold, cost, plan);
        draft.ResultHold = Hold;
        draft.ResultCharge = charge.Id;
        if (plan is null)
        {
            HoldEnding.Release(draft, hold, HoldStatus.Settled, null, charge.Id);
            draft.Count(new(charge, charge.Payer, Credits.Zero, 1, true) { Actor = draft.Actor(isDue: false) });
            return null;
        }

        plan.Post(draft, charge);
        draft.Book.Set(hold with { Status = HoldStatus.Settled, EndedAt = draft.Now, Charge = charge.Id });
        return null;
    }

    private Refusal? Check(Draft draft)
    {
        return Amount is { IsNegative: true } ? new(RefusalReason.InvalidAmount, Field: "amount")
            : !new UsageFacts { Model = Model, Tokens = Tokens, Details = Details }.IsWellFormed ? new(RefusalReason.InvalidText, Field: "facts")
            : OccurredAt is { } at && !LateUsage.IsPossible(draft, at) ? new(RefusalReason.InvalidTime, Field: "occurred_at")
            : HoldEnding.CheckStanding(draft, Hold);
    }

    private Charge Record(Draft draft, Hold hold, UnpricedSettlement cost, SettlementPlan? plan)
    {
        var head = draft.Head with { Charges = draft.Head.Charges + 1 };
        draft.Book.Set(head);
        var charge = new Charge
        {
            Id = new(TenantScopedId.Compose(draft.Tenant, head.Charges)),
            Transfer = plan is null ? null : new(TenantScopedId.Compose(draft.Tenant, head.Transfers + 1)),
            Payer = plan?.Payer ?? hold.Holder,
            Amount = cost.Amount,
            OccurredAt = OccurredAt ?? draft.Clock,
            RecordedAt = draft.Now,
            Facts = hold.Facts with { Model = draft.Intern(TextKind.Model, Model) ?? hold.Facts.Model },
            Tokens = Tokens,
            Details = Details,
            IsEstimate = cost.IsEstimate,
            Hold = hold.Id,
        };
        draft.Book.Set(charge);
        return charge;
    }
}

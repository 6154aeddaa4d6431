using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>Records usage that has happened and charges its payer. Never denied for lack of credits.</summary>
/// <param name="Amount">The cost, already priced. 0 is recorded and posts nothing.</param>
/// <param name="Facts">The facts of the request.</param>
/// <param name="OccurredAt">When it happened: since 1970, at most five minutes ahead of the clock.</param>
/// <remarks>
/// What the payer cannot cover becomes its overage. Refuses with <see cref="RefusalReason.InvalidAmount"/> (below zero), <see
/// cref="RefusalReason.InvalidText"/> (facts), <see cref="RefusalReason.InvalidTime"/> and <see
/// cref="RefusalReason.AccountNotFound"/>. Refuses with <see cref="RefusalReason.AccountDeleted"/> unless the usage, or its hold,
/// is from before the deletion: then the Primary Workspace pays (ledger.md, Late usage). Refuses a hold that it cannot belong to
/// with <see cref="RefusalReason.HoldNotFound"/>, <see cref="RefusalReason.HoldStands"/> and <see
/// cref="RefusalReason.HoldFinished"/>.
/// </remarks>
public sealed record ChargeUsage(Credits Amount, UsageFacts Facts, DateTimeOffset OccurredAt) : Movement
{
    /// <summary>The hold that ended before this usage could be settled, or null. Such usage is charged once.</summary>
    public HoldId? Hold { get; init; }

    /// <summary>True if a price list gave the amount. The amount is then not part of the request's fingerprint.</summary>
    public bool IsPriced { get; init; }

    /// <summary>
    /// True if the request named no time. <see cref="OccurredAt"/> is then not part of the request's fingerprint.
    /// </summary>
    public bool IsUndated { get; init; }

    internal override string Code => "usage.charge";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount);

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(IsPriced ? null : Amount);
        Facts.Describe(writer);
        writer.Add(IsUndated ? null : (DateTimeOffset?)OccurredAt);
        writer.Add(Hold?.Value);
    }

    internal override ChargeId? ResultCharge(Transfer first) => first.Charge;

    internal override bool GoesAlongAPath => true;

    internal override string? NamedGroup => Facts.ConsumerGroup;

    internal override Refusal? Decide(Draft draft)
    {
        if (Check(draft) is { } refusal)
        {
            return refusal;
        }

        var decision = ChargingPath.Decide(draft, Facts, Amount);
        if (decision.IsForbidden)
        {
            return new(RefusalReason.PersonalUseForbidden, Path: decision);
        }

        var shares = ChargingPath.SharesOfUsage(draft, decision, Amount);
        var overage = Amount - Credits.Sum(shares.Select(static share => share.Amount));
        var overageAccount = ChargingPath.OverageAccount(draft, decision);
        var parts = Parts(shares, overageAccount, overage);
        var charge = Record(draft, parts[0].Account);
        DecisionTrace? trace = DecisionTrace.Of(decision);
        for (var i = 0; i < parts.Count; i++)
        {
            var (account, amount) = parts[i];
            if (amount.IsPositive)
            {
                Settle(draft, charge, account, amount, account == overageAccount ? overage : Credits.Zero, trace);
                trace = null;
            }

            draft.Count(new(charge, account, amount, i == 0 ? 1 : 0, i == 0) { Actor = draft.Actor(isDue: false) });
        }

        draft.ResultCharge = charge.Id;
        draft.ResultPath = decision;
        if (Hold is { } late)
        {
            draft.Book.Set(draft.Book.FindHold(late)! with { Charge = charge.Id });
        }

        return null;
    }

    private Refusal? Check(Draft draft)
    {
        if (Amount.IsNegative)
        {
            return new(RefusalReason.InvalidAmount, Field: "amount");
        }

        if (!Facts.IsWellFormed)
        {
            return new(RefusalReason.InvalidText, Field: "facts");
        }

        return !LateUsage.IsPossible(draft, OccurredAt)
            ? new(RefusalReason.InvalidTime, Field: "occurred_at")
            : CheckAccount(draft, Facts.Workspace, "workspace") ?? CheckAccount(draft, Facts.Team, "team")
                ?? CheckAccount(draft, Facts.Account, "account") ?? CheckHold(draft);
    }

    private Refusal? CheckHold(Draft draft) => Hold is not { } id ? null
        : HoldEnding.Find(draft, id) switch
        {
            null => new(RefusalReason.HoldNotFound, Field: "reservation"),
            { Stands: true } => new(RefusalReason.HoldStands, Field: "reservation"),
            { Status: HoldStatus.Settled } => new(RefusalReason.HoldFinished, Ended: HoldStatus.Settled),
            { Charge: not null } => new(RefusalReason.HoldFinished),
            _ => null,
        };

    private Refusal? CheckAccount(Draft draft, NamedAccount? named, string field) => named?.Id is not { } account ? null
        : draft.Open(account) switch
        {
            null => new(RefusalReason.AccountNotFound, Field: field),
            { } found when !LateUsage.IsAccepted(draft, found, OccurredAt, Hold) => new(RefusalReason.AccountDeleted, account, Field: field),
            _ => null,
        };

    private Charge Record(Draft draft, AccountId payer)
    {
        var head = draft.Head with { Charges = draft.Head.Charges + 1 };
        draft.Book.Set(head);
        var charge = new Charge
        {
            Id = new(TenantScopedId.Compose(draft.Tenant, head.Charges)),
            Transfer = Amount.IsZero ? null : new(TenantScopedId.Compose(draft.Tenant, head.Transfers + 1)),
            Payer = payer,
            Amount = Amount,
            OccurredAt = OccurredAt,
            RecordedAt = draft.Now,
            Facts = Facts.Intern(draft),
            Tokens = Facts.Tokens,
            Details = Facts.Details,
            Hold = Hold,
            Mark = Amount.IsZero ? draft.UnusedMark : null,
        };
        draft.Book.Set(charge);
        return charge;
    }

    // One transfer for each account. The missing amount is part of the transfer of the overage account.
    private static List<PathShare> Parts(IReadOnlyList<PathShare> shares, AccountId overageAccount, Credits overage)
    {
        var parts = shares.Select(share => share.Account == overageAccount ? share with { Amount = share.Amount + overage } : share).ToList();
        if (parts.Count == 0 || (overage.IsPositive && parts.TrueForAll(part => part.Account != overageAccount)))
        {
            parts.Add(new(overageAccount, overage));
        }

        return parts;
    }

    private void Settle(Draft draft, Charge charge, AccountId account, Credits amount, Credits overage, DecisionTrace? decision)
    {
        var transfer = new TransferBuilder(draft, TransferType.Settlement, amount, account, null)
        {
            OccurredAt = OccurredAt,
            Charge = charge.Id,
            Hold = Hold,
            Decision = decision,
        };
        foreach (var (lot, share) in draft.SharesFor(account, amount - overage))
        {
            transfer.Available(lot, -share).OfLot(Bucket.Spent, lot, share);
        }

        if (overage.IsPositive)
        {
            transfer.Overage(account, charge.Id, overage).TenantSide(Bucket.Spent, null, overage);
        }

        transfer.Post();
    }
}

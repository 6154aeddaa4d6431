namespace Bluebear.Dashboard.Ledger.Movements;

/// <summary>Records usage that has happened and lets its payer pay; never denied for want of credits.</summary>
/// <param name="Amount">What it cost, priced already; 0 is recorded and posts nothing.</param>
/// <param name="Facts">Whom and what it is attributed to.</param>
/// <param name="OccurredAt">When it happened: since 1970, at most five minutes ahead of the clock.</param>
/// <remarks>
/// What the payer cannot cover becomes its overage. Refuses with <see cref="RefusalReason.InvalidAmount"/> (below zero),
/// <see cref="RefusalReason.InvalidText"/> (facts), <see cref="RefusalReason.InvalidTime"/>,
/// <see cref="RefusalReason.AccountNotFound"/>, and <see cref="RefusalReason.AccountDeleted"/> unless the usage is from before the
/// deletion: then the Primary Workspace pays (ledger.md, Late usage).
/// </remarks>
public sealed record ChargeUsage(Credits Amount, UsageFacts Facts, DateTimeOffset OccurredAt) : Movement
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    internal override string Code => "usage.charge";

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Amount);
        Facts.Describe(writer);
        writer.Add(OccurredAt);
    }

    internal override Refusal? Decide(Draft draft)
    {
        if (Check(draft) is { } refusal)
        {
            return refusal;
        }

        var payer = Payers.Choose(draft, Facts, Amount);
        var charge = Record(draft, payer);
        if (Amount.IsPositive)
        {
            Settle(draft, charge);
        }

        draft.Count(new(charge, payer, Amount, 1, true));
        draft.ResultCharge = charge.Id;
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

        return OccurredAt < DateTimeOffset.UnixEpoch || OccurredAt > draft.Now + ClockTolerance
            ? new(RefusalReason.InvalidTime, Field: "occurred_at")
            : CheckAccount(draft, Facts.Workspace, "workspace") ?? CheckAccount(draft, Facts.Team, "team")
                ?? CheckAccount(draft, Facts.Account, "account");
    }

    private Refusal? CheckAccount(Draft draft, AccountId? id, string field) => id is not { } account ? null
        : draft.Open(account) switch
        {
            null => new(RefusalReason.AccountNotFound, account, Field: field),
            { IsActive: false, DeletedAt: { } deletedAt } when OccurredAt >= deletedAt => new(RefusalReason.AccountDeleted, account, Field: field),
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
            Workspace = Facts.Workspace,
            Team = Facts.Team,
            User = draft.Intern(TextKind.User, Facts.User),
            Model = draft.Intern(TextKind.Model, Facts.Model),
            ConsumerGroup = draft.Intern(TextKind.ConsumerGroup, Facts.ConsumerGroup),
            InputTokens = Facts.InputTokens,
            CachedInputTokens = Facts.CachedInputTokens,
            OutputTokens = Facts.OutputTokens,
            Mark = Amount.IsZero ? draft.UnusedMark : null,
        };
        draft.Book.Set(charge);
        return charge;
    }

    private void Settle(Draft draft, Charge charge)
    {
        var shares = draft.Take(charge.Payer, Amount);
        var overage = Amount - Credits.Sum(shares.Select(static share => share.Amount));
        var transfer = new TransferBuilder(draft, TransferType.Settlement, Amount, charge.Payer, null)
        {
            OccurredAt = OccurredAt,
            Charge = charge.Id,
        };
        foreach (var (lot, share) in shares)
        {
            transfer.Available(lot, -share).TenantSide(Bucket.Spent, lot.Purchase, share);
        }

        if (overage.IsPositive)
        {
            transfer.Overage(charge.Payer, charge.Id, overage).TenantSide(Bucket.Spent, null, overage);
        }

        transfer.Post();
    }
}

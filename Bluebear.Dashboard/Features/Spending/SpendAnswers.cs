using System.Text.Json;
using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>The amount that one wallet pays or holds.</summary>
internal sealed record ShareAnswer(string WalletId, Credits Amount)
{
    /// <summary>The answers for shares.</summary>
    public static IReadOnlyList<ShareAnswer> Of(IEnumerable<(AccountId Account, Credits Amount)> shares) =>
        [.. shares.Select(static share => new ShareAnswer(WalletAnswer.IdOf(share.Account), share.Amount))];
}

/// <summary>One wallet on a charging path. Only keys that may read wallets get its figure.</summary>
internal sealed record StepAnswer(
    string WalletId, string Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Credits? Available, string Outcome)
{
    /// <summary>The answers for a path.</summary>
    public static IReadOnlyList<StepAnswer> Of(PathDecision? path, bool withFigures) =>
    [
        .. (path?.Steps ?? []).Select(step => new StepAnswer(WalletAnswer.IdOf(step.Account), step.Kind,
            withFigures ? step.Available : null, JsonNamingPolicy.SnakeCaseLower.ConvertName(step.Outcome.ToString()))),
    ];
}

/// <summary>A hold.</summary>
internal sealed record ReservationAnswer(
    string Id, HoldStatus Status, Credits Amount, DateTimeOffset ExpiresAt, IReadOnlyList<ShareAnswer> FundedBy,
    IReadOnlyList<StepAnswer> Path, string? ChargeId = null, DateTimeOffset? EndedAt = null)
{
    /// <summary>The answer for what was posted, the same for every repeat; null if no transfer has it.</summary>
    public static ReservationAnswer? Of(Receipt receipt, SpendRequest request, bool withFigures)
    {
        if (receipt.Transfers.Count == 0)
        {
            return null;
        }

        var shares = receipt.Transfers.Select(static transfer => (transfer.From!.Value, transfer.Amount)).ToList();
        // Pricing again could give another amount by now, and with enforcement off it may hold less than requested.
        return new(PublicId.Format(PublicId.Hold, receipt.Hold!.Value.Value), HoldStatus.Held,
            request.Amount ?? Credits.Sum(shares.Select(static share => share.Amount)) + receipt.Path!.Shortfall,
            receipt.HoldEndsAt!.Value, ShareAnswer.Of(shares), StepAnswer.Of(receipt.Path, withFigures));
    }

    /// <summary>The answer for a hold as it was made.</summary>
    public static ReservationAnswer OfNew(HoldView hold, bool withFigures) => Of(hold, withFigures) with
    {
        Status = HoldStatus.Held,
        ChargeId = null,
        EndedAt = null,
    };

    /// <summary>The answer for a hold in its current state.</summary>
    public static ReservationAnswer Of(HoldView hold, bool withFigures) => new(
        PublicId.Format(PublicId.Hold, hold.Id.Value), hold.Status, hold.Amount, hold.ExpiresAt, ShareAnswer.Of(hold.FundedBy),
        StepAnswer.Of(hold.Path, withFigures), hold.Charge is { } charge ? PublicId.Format(PublicId.Charge, charge.Value) : null, hold.EndedAt);
}

/// <summary>Who would pay for a request.</summary>
internal sealed record ExplainedAnswer(
    bool Allowed, IReadOnlyList<ShareAnswer> FundedBy, IReadOnlyList<StepAnswer> Path,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LimitingWallet,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Credits? Shortfall,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? NextFundingAt = null)
{
    /// <summary>The answer for a decision.</summary>
    public static ExplainedAnswer Of(PathDecision decision, DateTimeOffset? nextFundingAt) => new(
        decision.IsAllowed, ShareAnswer.Of(decision.FundedBy.Where(static share => share.Amount.IsPositive).Select(static share => (share.Account, share.Amount))),
        StepAnswer.Of(decision, withFigures: true), WalletAnswer.IdOf(decision.Limiting),
        decision.Limiting is not null || decision.Shortfall.IsPositive ? decision.Shortfall : null, nextFundingAt);
}

/// <summary>A settled hold.</summary>
internal sealed record SettledAnswer(string Status, Credits Settled, Credits Released, Credits Overage, string ChargeId)
{
    /// <summary>The answer for what was posted.</summary>
    public static SettledAnswer Of(Receipt receipt)
    {
        var (settled, held, owed) = (Credits.Zero, Credits.Zero, Credits.Zero);
        foreach (var transfer in receipt.Transfers.Where(transfer => transfer.Hold == receipt.Hold))
        {
            settled += transfer.Type == TransferType.Settlement ? transfer.Amount : Credits.Zero;
            held -= Credits.Sum(transfer.Entries.Where(static entry => entry.Bucket == Bucket.Reserved).Select(static entry => entry.Amount));
            owed -= Credits.Sum(transfer.Entries.Where(static entry => entry.Bucket == Bucket.Overage).Select(static entry => entry.Amount));
        }

        return new("settled", settled, Credits.Max(held - settled, Credits.Zero), owed, PublicId.Format(PublicId.Charge, receipt.Charge!.Value.Value));
    }
}

/// <summary>A released hold.</summary>
internal sealed record ReleasedAnswer(string Status, Credits Released)
{
    /// <summary>The answer for what was posted.</summary>
    public static ReleasedAnswer Of(Receipt receipt) => new("released", Credits.Sum(
        receipt.Transfers.Where(transfer => transfer.Type == TransferType.Release && transfer.Hold == receipt.Hold).Select(static transfer => transfer.Amount)));
}

/// <summary>Charged usage.</summary>
internal sealed record ChargedAnswer(string Id, IReadOnlyList<ShareAnswer> FundedBy, Credits Overage)
{
    /// <summary>The answer for what was posted.</summary>
    public static ChargedAnswer Of(Receipt receipt) => new(
        PublicId.Format(PublicId.Charge, receipt.Charge!.Value.Value), ShareAnswer.Of(ReadCharges.Paid(receipt.Transfers)),
        -Credits.Sum(receipt.Transfers.SelectMany(static transfer => transfer.Entries)
            .Where(static entry => entry.Bucket == Bucket.Overage).Select(static entry => entry.Amount)));
}

/// <summary>A charge with its refunds and overage.</summary>
internal sealed record ChargeAnswer(
    string Id, Credits Amount, Credits Refunded, Credits Overage, IReadOnlyList<ShareAnswer> FundedBy, IReadOnlyList<StepAnswer> Path,
    DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, bool Estimated, string? Reservation, UsageFacts Facts) : FactsAnswer(Facts)
{
    /// <summary>The answer for a charge.</summary>
    public static ChargeAnswer Of(ChargeView view, bool withFigures) => new(
        PublicId.Format(PublicId.Charge, view.Charge.Id), Credits.FromMicroCredits(view.Charge.AmountMicroCredits), view.Refunded,
        view.Overage, ShareAnswer.Of(view.FundedBy), StepAnswer.Of(view.Path, withFigures), view.Charge.OccurredAt, view.Charge.RecordedAt,
        view.Charge.IsEstimate, view.Charge.HoldId is { } hold ? PublicId.Format(PublicId.Hold, hold) : null, view.Facts);
}

/// <summary>A refund.</summary>
internal sealed record RefundAnswer(string ChargeId, Credits Amount, IReadOnlyList<string> Transfers)
{
    /// <summary>The answer for what was posted.</summary>
    public static RefundAnswer Of(Receipt receipt)
    {
        var own = receipt.Transfers.Where(static transfer => transfer.Type == TransferType.Refund).ToList();
        return new(PublicId.Format(PublicId.Charge, receipt.Charge!.Value.Value), Credits.Sum(own.Select(static transfer => transfer.Amount)),
            [.. own.Select(static transfer => PublicId.Format(PublicId.Transfer, transfer.Id.Value))]);
    }
}

/// <summary>A rejected line of a batch.</summary>
internal sealed record RejectedAnswer(long Line, string Code, string Detail);

/// <summary>The result of a batch.</summary>
/// <param name="Accepted">The number of charged lines.</param>
/// <param name="Duplicates">The number of lines that were charged before.</param>
/// <param name="RejectedCount">The number of rejected lines.</param>
/// <param name="Rejected">The first thousand rejected lines, with the reason.</param>
internal sealed record BatchAnswer(long Accepted, long Duplicates, long RejectedCount, IReadOnlyList<RejectedAnswer> Rejected);

/// <summary>Turns refused requests into problem documents, with their path.</summary>
internal static class SpendProblems
{
    /// <summary>The problem of a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="withFigures">Whether the path shows balances.</param>
    /// <param name="requestUrl">Where credits can be asked for, or null.</param>
    /// <param name="nextFundingAt">When a budget funds the limiting account next, or null.</param>
    public static ApiProblem Of(Refusal refusal, bool withFigures, string? requestUrl = null, DateTimeOffset? nextFundingAt = null)
    {
        if (refusal.Path is not { } path)
        {
            return RefusalProblems.Of(refusal, RefusalMessages.Of(refusal));
        }

        var isForbidden = refusal.Reason == RefusalReason.PersonalUseForbidden;
        return new(
            isForbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status402PaymentRequired,
            isForbidden ? "forbidden" : "credits_exhausted",
            isForbidden ? RefusalMessages.Of(refusal) : $"No wallet on the charging path covers this request: {path.Shortfall} credits are missing.")
        {
            Members = new Dictionary<string, object?>
            {
                ["limiting_wallet"] = WalletAnswer.IdOf(path.Limiting),
                ["shortfall"] = path.Shortfall.ToString(),
                ["path"] = StepAnswer.Of(path, withFigures),
                ["next_funding_at"] = nextFundingAt,
                ["request_url"] = requestUrl,
            },
        };
    }
}

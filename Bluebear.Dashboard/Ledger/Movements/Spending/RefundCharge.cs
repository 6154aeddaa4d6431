using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>
/// Refunds usage: first cancels what is still owed for it, then returns credits to their lots, last drawn first.
/// </summary>
/// <param name="Charge">The charge.</param>
/// <param name="Amount">Above zero and at most what is left of the charge; null for all of it.</param>
/// <remarks>
/// Credits go to the Primary Workspace if their account is deleted or in Shared Pool mode. Credits that have ended meanwhile
/// expire at once. Refuses with <see cref="RefusalReason.ChargeNotFound"/>, <see cref="RefusalReason.InvalidAmount"/> and <see
/// cref="RefusalReason.RefundExceedsCharge"/>.
/// </remarks>
public sealed record RefundCharge(ChargeId Charge, Credits? Amount = null) : Movement
{
    internal override string Code => "charge.refund";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount);

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Charge.Value);
        writer.Add(Amount);
    }

    internal override ChargeId? ResultCharge(Transfer first) => first.Charge;

    internal override Refusal? Decide(Draft draft)
    {
        if (TenantScopedId.TenantOf(Charge.Value) != draft.Tenant || draft.Book.FindCharge(Charge) is not { } charge)
        {
            return new(RefusalReason.ChargeNotFound, Field: "charge");
        }

        if (Amount is { IsPositive: false })
        {
            return new(RefusalReason.InvalidAmount, Field: "amount");
        }

        var transfers = draft.Book.TransfersOfCharge(charge);
        var paid = ChargePayments.Of(charge, transfers);
        var left = charge.Amount - paid.Refunded;
        if (left.IsZero || Amount > left)
        {
            return new(RefusalReason.RefundExceedsCharge, Available: left, Field: "amount");
        }

        Refund(draft, charge, paid, Amount ?? left, transfers.FirstOrDefault(transfer => transfer.Id == charge.Transfer)?.Actor);
        draft.ResultCharge = Charge;
        return null;
    }

    private static void Refund(Draft draft, Charge charge, ChargePayments paid, Credits amount, TextId? actor)
    {
        foreach (var (payer, part) in paid.Shares.Refund(paid.Refunded, amount))
        {
            draft.Count(new(charge, payer, -part, 0, false) { Actor = actor });
        }

        var rest = amount - CancelOverage(draft, charge, amount);
        var returned = paid.LastDrawn(rest).GroupBy(static back => back.Account)
            .Select(group => (Account: group.Key, ReturnAccount: Return(draft, charge, group.Key, [.. group]))).ToList();
        HoldEnding.AfterReturn(draft, returned);
    }

    private static Credits CancelOverage(Draft draft, Charge charge, Credits amount)
    {
        var cancelled = Credits.Zero;
        foreach (var owner in (AccountId[])[.. ChargePayments.Owers(charge, draft.Book.TransfersOfCharge(charge)).Append(draft.Head.Primary).Distinct()])
        {
            draft.Open(owner);
            var open = draft.Book.FindOverage(owner, charge.Id)?.Amount ?? Credits.Zero;
            if (Credits.Min(open, amount - cancelled) is { IsPositive: true } part)
            {
                new TransferBuilder(draft, TransferType.Refund, part, null, owner) { Charge = charge.Id, OccurredAt = draft.Now }
                    .Overage(owner, charge.Id, -part).TenantSide(Bucket.Spent, null, -part).Post();
                cancelled += part;
            }
        }

        return cancelled;
    }

    private static AccountId Return(Draft draft, Charge charge, AccountId account, List<HoldShare> back)
    {
        draft.Open(account);
        var returnAccount = HoldEnding.ReturnAccount(draft, account);
        draft.Open(returnAccount);
        var transfer = new TransferBuilder(draft, TransferType.Refund, Credits.Sum(back.Select(static share => share.Amount)), null, returnAccount)
        {
            Charge = charge.Id,
        };
        foreach (var share in back)
        {
            var lot = HoldEnding.LotOf(draft, share);
            transfer.OfLot(Bucket.Spent, lot, -share.Amount);
            HoldEnding.Return(transfer, returnAccount, lot, share.Amount, draft.Now);
        }

        transfer.Post();
        return returnAccount;
    }
}

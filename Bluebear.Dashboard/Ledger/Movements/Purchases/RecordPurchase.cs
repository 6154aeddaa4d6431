using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Purchases;

/// <summary>Brings bought or granted credits into the Primary Workspace. The only movement that creates credits.</summary>
/// <param name="Amount">Above zero.</param>
/// <param name="PurchaseReference">The invoice or contract, 1-255 characters.</param>
/// <param name="Price">What it cost, or null.</param>
/// <param name="ExpiresAt">The instant from which the credits can no longer be spent, in the future; null for never.</param>
/// <remarks>
/// Pays first what the pool owes. Refuses with <see cref="RefusalReason.InvalidAmount"/>, <see cref="RefusalReason.InvalidText"/>
/// (reference, price) and <see cref="RefusalReason.InvalidTime"/>. Refuses with <see cref="RefusalReason.TotalOutOfRange"/> if
/// all purchases together would exceed <see cref="LedgerBounds.MaxTotal"/>, so that all credits always fit on one account.
/// </remarks>
public sealed record RecordPurchase(Credits Amount, string PurchaseReference, Money? Price = null, DateTimeOffset? ExpiresAt = null)
    : Movement
{
    private const int MaxPriceDecimals = 4;

    internal override string Code => "purchase.record";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount);

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Amount);
        writer.Add(PurchaseReference);
        // Without trailing zeros: 1.0 and 1.00 are the same price.
        writer.Add(Price?.Amount.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture));
        writer.Add(Price?.Currency);
        writer.Add(ExpiresAt);
    }

    internal override Refusal? Decide(Draft draft)
    {
        if (Check(draft.Now) is { } refusal)
        {
            return refusal;
        }

        var primary = draft.Open(draft.Head.Primary)!.Id;
        var head = draft.Head with { Purchases = draft.Head.Purchases + 1 };
        draft.Book.Set(head);
        var transfer = draft.Begin(TransferType.Purchase, Amount, null, primary);
        var purchase = new Purchase
        {
            Id = new(TenantScopedId.Compose(draft.Tenant, head.Purchases)),
            Transfer = transfer.Id,
            Amount = Amount,
            Reference = PurchaseReference.Trim(),
            Price = Price,
            ExpiresAt = ExpiresAt is { } end ? Instants.Truncate(end) : null,
            RecordedAt = draft.Now,
        };
        draft.Book.Set(purchase);
        draft.ResultPurchase = purchase.Id;
        transfer.TenantSide(Bucket.Purchased, purchase.Id, -Amount).Arrive(primary, purchase.Id, Amount).Post();
        Overages.Pay(draft, primary);
        return null;
    }

    private Refusal? Check(DateTimeOffset now) =>
        !Amount.IsPositive ? new(RefusalReason.InvalidAmount, Field: "amount")
        : PurchaseReference.Trim().Length is 0 or > Purchase.MaxReferenceLength || !InternedText.IsPrintable(PurchaseReference)
            || !InternedText.IsVisible(PurchaseReference)
            ? new(RefusalReason.InvalidText, Field: "reference")
        : Price is { } price && !IsWellFormed(price) ? new(RefusalReason.InvalidText, Field: "price")
        : ExpiresAt is { } end && Instants.Truncate(end) <= now ? new Refusal(RefusalReason.InvalidTime, Field: "expires_at")
        : null;

    private static bool IsWellFormed(Money price) =>
        price.Amount >= 0 && decimal.Round(price.Amount, MaxPriceDecimals) == price.Amount
        && price.Currency is { Length: 3 } code && code.All(char.IsAsciiLetterUpper);
}

using Bluebear.Dashboard.Data.Model.Books;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Reads purchases as the ledger's types.</summary>
public static class PurchaseReads
{
    /// <summary>How the purchase's price divides into spent, expired and left; null if no price is known.</summary>
    public static PurchaseMoney? MoneyOf(PurchaseRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return PurchaseMoney.Of(
            row is { PriceAmount: { } amount, PriceCurrency: { } currency } ? new Money(amount, currency) : null,
            Credits.FromMicroCredits(row.AmountMicroCredits), Credits.FromMicroCredits(row.SpentMicroCredits),
            Credits.FromMicroCredits(row.ExpiredMicroCredits), row.IsReversed);
    }
}

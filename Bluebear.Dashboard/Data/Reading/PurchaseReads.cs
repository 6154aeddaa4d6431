using Bluebear.Dashboard.Data.Model.Books;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>What rows of purchases say in the ledger's own types.</summary>
public static class PurchaseReads
{
    /// <summary>Its price and what became of that, or null where no price is known.</summary>
    public static PurchaseMoney? MoneyOf(PurchaseRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return PurchaseMoney.Of(
            row is { PriceAmount: { } amount, PriceCurrency: { } currency } ? new Money(amount, currency) : null,
            Credits.FromMicroCredits(row.AmountMicroCredits), Credits.FromMicroCredits(row.SpentMicroCredits),
            Credits.FromMicroCredits(row.ExpiredMicroCredits), row.IsReversed);
    }
}

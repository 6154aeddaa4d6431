using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>
    /// All that was spent so far, with what was paid for it: its average values usage of which the purchase is not known. Reads purchases only.
    /// </summary>
    /// <remarks>Until something was spent it is what was bought, so that there is a price from the first request on.</remarks>
    internal static async Task<PricedCredits> SpentAsync(this BluebearDbContext db, CancellationToken cancellation)
    {
        var rows = await db.Purchases.Where(row => !row.IsReversed)
            .Select(row => new { row.PriceAmount, row.PriceCurrency, row.AmountMicroCredits, row.SpentMicroCredits }).ToListAsync(cancellation);
        var isUnspent = rows.TrueForAll(static row => row.SpentMicroCredits == 0);
        return PricedCredits.Of(rows.Select(row => new PurchasePart(
            row is { PriceAmount: { } amount, PriceCurrency: { } currency } ? new Money(amount, currency) : null,
            Credits.FromMicroCredits(row.AmountMicroCredits), Credits.FromMicroCredits(isUnspent ? row.AmountMicroCredits : row.SpentMicroCredits))));
    }
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Reads credits of lots with what was paid for them.</summary>
internal static class LotPrices
{
    private const long Unit = Credits.MicroCreditsPerCredit;

    /// <summary>The available credits of some lots, and the reserved ones, in money.</summary>
    public static async Task<(PricedCredits Available, PricedCredits Reserved)> PricesAsync(
        this BluebearDbContext db, IQueryable<LotRow> lots, CancellationToken cancellation)
    {
        var sums = await lots.Where(lot => lot.AvailableMicroCredits > 0 || lot.ReservedMicroCredits > 0).GroupBy(lot => lot.PurchaseId).Select(own => new
        {
            own.Key,
            Available = own.Sum(lot => lot.AvailableMicroCredits / Unit),
            AvailableRest = own.Sum(lot => lot.AvailableMicroCredits % Unit),
            Reserved = own.Sum(lot => lot.ReservedMicroCredits / Unit),
            ReservedRest = own.Sum(lot => lot.ReservedMicroCredits % Unit),
        }).ToListAsync(cancellation);
        var ids = sums.ConvertAll(static sum => sum.Key);
        var purchases = await db.Purchases.Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.AmountMicroCredits, row.PriceAmount, row.PriceCurrency }).ToDictionaryAsync(row => row.Id, cancellation);
        return (
            PricedCredits.Of(sums.Select(sum => Part(sum.Key, Credits.FromParts(sum.Available, sum.AvailableRest)))),
            PricedCredits.Of(sums.Select(sum => Part(sum.Key, Credits.FromParts(sum.Reserved, sum.ReservedRest)))));

        PurchasePart Part(long id, Credits credits)
        {
            var purchase = purchases[id];
            return new(purchase is { PriceAmount: { } amount, PriceCurrency: { } currency } ? new Money(amount, currency) : null,
                Credits.FromMicroCredits(purchase.AmountMicroCredits), credits);
        }
    }

    /// <summary>Whether a purchase has a price.</summary>
    public static Task<bool> HasPricesAsync(this BluebearDbContext db, CancellationToken cancellation) =>
        db.Purchases.AnyAsync(row => row.PriceAmount != null && !row.IsReversed, cancellation);
}

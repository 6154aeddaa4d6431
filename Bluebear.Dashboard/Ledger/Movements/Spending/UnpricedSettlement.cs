namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>
/// A hold that is settled without a price is charged its estimate, and its usage is listed under exceptions (product.md, Prices).
/// Holds and charges without a price are refused before they are posted.
/// </summary>
/// <param name="Amount">The amount to charge.</param>
/// <param name="IsEstimate">True if it is the estimate.</param>
internal readonly record struct UnpricedSettlement(Credits Amount, bool IsEstimate)
{
    /// <summary>The cost of settling a hold.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="priced">The amount from the caller or the price list; null if there is none.</param>
    public static UnpricedSettlement Cost(Hold hold, Credits? priced) => new(priced ?? hold.Amount, priced is null);
}

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>
/// A hold that is settled without a price is charged its estimate, and its usage is listed under exceptions (product.md, Prices).
/// Holds and charges that nothing can price are refused before they are posted.
/// </summary>
/// <param name="Amount">What is charged.</param>
/// <param name="IsEstimate">True where it is the estimate.</param>
internal readonly record struct UnpricedSettlement(Credits Amount, bool IsEstimate)
{
    /// <summary>What settling a hold costs.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="priced">What its caller named or the price list says; null where neither did.</param>
    public static UnpricedSettlement Cost(Hold hold, Credits? priced) => new(priced ?? hold.Amount, priced is null);
}

namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>A purchase to record.</summary>
/// <param name="Amount">Above zero.</param>
/// <param name="Reference">The invoice or contract, 1-255 characters.</param>
/// <param name="Price">What it cost, or null.</param>
/// <param name="LastDay">
/// The last day, in the tenant's time zone, on which the credits can be spent: they end at the midnight after it. Null if they do
/// not expire.
/// </param>
public sealed record NewPurchase(Credits Amount, string Reference, Money? Price, DateOnly? LastDay)
{
    /// <summary>Instead of a day: the instant from which the credits can no longer be spent.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

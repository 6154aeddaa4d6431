namespace Bluebear.Dashboard.Features.Prices;

/// <summary>The number of decimals of each price column.</summary>
public readonly record struct PriceDecimals(int Input, int CachedInput, int Output);

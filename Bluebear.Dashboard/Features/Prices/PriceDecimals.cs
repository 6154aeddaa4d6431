namespace Bluebear.Dashboard.Features.Prices;

/// <summary>How many decimals each column of prices has.</summary>
public readonly record struct PriceDecimals(int Input, int CachedInput, int Output);

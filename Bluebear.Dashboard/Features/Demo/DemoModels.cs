using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The demo tenant's price list, at a hundred credits for a dollar.</summary>
internal static class DemoModels
{
    public const decimal CreditsPerUsd = 100;

    public static IReadOnlyDictionary<string, ModelPrice> Prices { get; } = new[]
    {
        Price("claude-sonnet-4-5", 300m, 30m, 1500m),
        Price("claude-haiku-4-5", 100m, 10m, 500m),
        Price("gpt-5", 125m, 12.5m, 1000m),
        Price("gpt-5-mini", 25m, 2.5m, 200m),
        Price("gemini-2.5-pro", 125m, 31.25m, 1000m),
        Price("gemini-2.5-flash", 30m, 7.5m, 250m),
        Price("text-embedding-3-large", 13m, null, 0m),
    }.ToDictionary(static price => price.Model, StringComparer.Ordinal);

    private static ModelPrice Price(string model, decimal input, decimal? cached, decimal output) => new(
        model,
        UnitPrice.FromCreditsPerMillion(input),
        cached is { } price ? UnitPrice.FromCreditsPerMillion(price) : null,
        UnitPrice.FromCreditsPerMillion(output),
        ModelPrice.Always);
}

using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Records a single price, or the rate, for the caller's tenant. What held before stays as history.</summary>
public sealed class SetPrice(PriceBook book, ICurrentCaller callers)
{
    /// <summary>Records a price; usage from its start on is priced by it.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    /// <exception cref="ArgumentException">The model's name is not 1-255 printable characters, or the limit not above zero.</exception>
    public async Task RunAsync(ModelPrice price, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        if (!IsModelName(price.Model) || price.MaxOutputTokens <= 0)
        {
            throw new ArgumentException("Not a price of a model.", nameof(price));
        }

        var truncated = price with { ValidFrom = Instants.Truncate(price.ValidFrom) };
        await book.RecordAsync(caller.Tenant, [truncated], rate: null, caller.Email, cancellation);
    }

    /// <summary>Records the rate, for imports from now on; prices in the list stay as they are.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    public async Task RateAsync(CreditsPerUsd rate, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        await book.RecordAsync(caller.Tenant, [], rate, caller.Email, cancellation);
    }

    /// <summary>True for a text that can be a model's name.</summary>
    public static bool IsModelName(string? model) =>
        model is { Length: > 0 and <= ModelPrice.MaxModelLength } && !model.Any(char.IsControl) && model.Trim().Length > 0;
}

using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Records a single price, or the rate, for the caller's tenant. What held before stays as history.</summary>
public sealed class SetPrice(PriceStore book, ICurrentCaller callers)
{
    /// <summary>Records a price; usage from its start on is priced by it.</summary>
    /// <param name="price">The price; its own start does not count.</param>
    /// <param name="validFrom">From when it holds. Null: a model's first price holds for all times, another one from now on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What changed; nothing where the model costs that already.</returns>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    /// <exception cref="ArgumentException">The model's name is not 1-255 printable characters, or the limit not above zero.</exception>
    public async Task<PriceChanges> RunAsync(
        ModelPrice price, DateTimeOffset? validFrom, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        if (!IsModelName(price.Model) || price.MaxOutputTokens <= 0)
        {
            throw new ArgumentException("Not a price of a model.", nameof(price));
        }

        return await book.SetAsync(caller.Tenant, price, validFrom, AuditActor.Of(caller), cancellation);
    }

    /// <summary>The most output tokens that the list knows for a model at an instant (null: now): what another price of it goes on with.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    public async Task<long?> LimitAsync(string model, DateTimeOffset? at, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        return await book.LimitAsync(caller.Tenant, model, at, cancellation);
    }

    /// <summary>Records the rate, for imports from now on; prices in the list stay as they are.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    public async Task RateAsync(CreditsPerUsd rate, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        await book.SetRateAsync(caller.Tenant, rate, AuditActor.Of(caller), cancellation);
    }

    /// <summary>True for a text that can be a model's name.</summary>
    public static bool IsModelName(string? model) =>
        model is { Length: > 0 and <= ModelPrice.MaxModelLength } && InternedText.IsRecordable(model) && InternedText.IsVisible(model);
}

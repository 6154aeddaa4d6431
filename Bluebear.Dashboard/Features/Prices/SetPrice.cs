using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Records a single price, or the rate, for the caller's tenant. Earlier values stay as history.</summary>
public sealed class SetPrice(PriceStore book, ICurrentCaller callers)
{
    /// <summary>Records a price, which prices usage from its start on.</summary>
    /// <param name="price">The price; its own start is ignored.</param>
    /// <param name="validFrom">The start. Null: a model's first price has always been valid, another one starts now.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The changes; none if the model already has that price.</returns>
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

    /// <summary>
    /// The list's limit of output tokens for a model at an instant (null: now). A new price keeps it by default.
    /// </summary>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    public async Task<long?> LimitAsync(string model, DateTimeOffset? at, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        return await book.LimitAsync(caller.Tenant, model, at, cancellation);
    }

    /// <summary>Records the rate for imports from now on. Existing prices do not change.</summary>
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

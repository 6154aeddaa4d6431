namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>
/// Another name of a model, as a gateway sends it: usage under it costs what the model costs (product.md, Prices).
/// </summary>
/// <param name="Alias">The name that is sent, 1-255 characters, matched exactly.</param>
/// <param name="Model">The model in the price list. An alias of an alias is not followed.</param>
public sealed record ModelAlias(string Alias, string Model);

using System.Collections;

namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The price of one part, for the requests to which it applies.</summary>
/// <param name="Part">The part.</param>
/// <param name="Tier">The service tier.</param>
/// <param name="AboveInputTokens">It counts for requests with more input tokens than this; 0 for all requests.</param>
/// <param name="Price">For a million tokens or pieces.</param>
public sealed record PartPrice(PricePart Part, ServiceTier Tier, long AboveInputTokens, UnitPrice Price);

/// <summary>
/// The prices of a model beside its plain input, cached input and output price. Immutable, in one order, each part of a tier and
/// a threshold once; two with the same prices are equal.
/// </summary>
public sealed class PriceParts : IReadOnlyList<PartPrice>, IEquatable<PriceParts>
{
    /// <summary>The largest number of parts of one price.</summary>
    public const int Max = 200;

    private readonly PartPrice[] _parts;

    private PriceParts(PartPrice[] parts) => _parts = parts;

    /// <summary>No further prices.</summary>
    public static PriceParts None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _parts.Length;

    /// <inheritdoc/>
    public PartPrice this[int index] => _parts[index];

    /// <summary>These prices, in any order.</summary>
    /// <exception cref="ArgumentException">
    /// A price is listed twice, has no part that is a price, stands in a field of <see cref="ModelPrice"/>, has a threshold that
    /// is negative or for a fee, or there are more than <see cref="Max"/>.
    /// </exception>
    public static PriceParts Of(IEnumerable<PartPrice> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        PartPrice[] sorted = [.. parts.OrderBy(static part => part.Tier).ThenBy(static part => part.AboveInputTokens).ThenBy(static part => part.Part)];
        if (sorted.Length == 0)
        {
            return None;
        }

        var isPossible = sorted.Length <= Max && Array.TrueForAll(sorted, IsPossible)
            && sorted.Zip(sorted.Skip(1)).All(static pair => Place(pair.First) != Place(pair.Second));
        return isPossible ? new(sorted) : throw new ArgumentException("These are not parts of a price.", nameof(parts));
    }

    /// <summary>True if the price is one of those that <see cref="ModelPrice"/> has as members.</summary>
    public static bool IsPlain(PricePart part, ServiceTier tier, long aboveInputTokens) => tier == ServiceTier.Standard && aboveInputTokens == 0
        && part is PricePart.Input or PricePart.CachedInput or PricePart.Output;

    /// <summary>
    /// The price of a part for a request: of those whose threshold it passes, the one with the highest; of two the one of its tier.
    /// </summary>
    /// <returns>Null if there is none, for the tier or the standard tier.</returns>
    public PartPrice? Find(PricePart part, ServiceTier tier, long inputTokens)
    {
        PartPrice? best = null;
        foreach (var candidate in _parts)
        {
            if (candidate.Part == part && Applies(candidate, tier, inputTokens)
                && (best is null || candidate.AboveInputTokens > best.AboveInputTokens
                    || (candidate.AboveInputTokens == best.AboveInputTokens && candidate.Tier == tier)))
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>The highest threshold of a price for tokens that a request passes; 0 if it passes none.</summary>
    public long ThresholdPassed(ServiceTier tier, long inputTokens)
    {
        var passed = 0L;
        foreach (var candidate in _parts)
        {
            passed = Applies(candidate, tier, inputTokens) ? Math.Max(passed, candidate.AboveInputTokens) : passed;
        }

        return passed;
    }

    /// <inheritdoc/>
    public IEnumerator<PartPrice> GetEnumerator() => ((IEnumerable<PartPrice>)_parts).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(PriceParts? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PriceParts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var part in _parts)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Applies(PartPrice price, ServiceTier tier, long inputTokens) =>
        (price.Tier == tier || price.Tier == ServiceTier.Standard)
        && (price.AboveInputTokens == 0 || inputTokens > price.AboveInputTokens);

    private static bool IsPossible(PartPrice price) =>
        Enum.IsDefined(price.Part) && price.Part != PricePart.MostOutputTokens && Enum.IsDefined(price.Tier)
        && !IsPlain(price.Part, price.Tier, price.AboveInputTokens)
        && price.AboveInputTokens is >= 0 and <= TokenCounts.Max && (price.AboveInputTokens == 0 || price.Part.IsOfTokens());

    private static (PricePart Part, ServiceTier Tier, long Above) Place(PartPrice price) => (price.Part, price.Tier, price.AboveInputTokens);
}

namespace Bluebear.Dashboard.Forecasting;

/// <summary>An account's expected credits, spent in burn order: what ends first is spent first.</summary>
internal sealed class CreditsByEnd
{
    // Sums of estimates differ in their last digits.
    private const double Nothing = 1e-9;

    private readonly List<SpendableCredits> _parts;

    /// <summary>Begins with what there is.</summary>
    public CreditsByEnd(IEnumerable<SpendableCredits> available) => _parts = [.. available.OrderBy(EndOf)];

    /// <summary>What is left.</summary>
    public double Left => _parts.Sum(static part => part.Amount);

    /// <summary>Adds a funding, or what a target lacks.</summary>
    public void Fund(KnownFunding funding)
    {
        var amount = funding.IsTarget ? Math.Max(funding.Credits.Amount - Left, 0) : funding.Credits.Amount;
        var place = _parts.FindIndex(part => EndOf(part) > EndOf(funding.Credits));
        _parts.Insert(place < 0 ? _parts.Count : place, funding.Credits with { Amount = amount });
    }

    /// <summary>Spends an amount. False if there is less: then nothing is left.</summary>
    public bool TrySpend(double amount)
    {
        var rest = amount;
        for (var i = 0; i < _parts.Count && rest > 0; i++)
        {
            var share = Math.Min(_parts[i].Amount, rest);
            _parts[i] = _parts[i] with { Amount = _parts[i].Amount - share };
            rest -= share;
        }

        _parts.RemoveAll(static part => part.Amount <= 0);
        return rest <= Nothing;
    }

    /// <summary>Takes out what could be spent up to a day and was not.</summary>
    public void EndDay(DateOnly day) => _parts.RemoveAll(part => EndOf(part) <= day);

    private static DateOnly EndOf(SpendableCredits part) => part.LastDay ?? DateOnly.MaxValue;
}

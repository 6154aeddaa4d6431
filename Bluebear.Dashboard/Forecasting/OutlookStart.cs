namespace Bluebear.Dashboard.Forecasting;

/// <summary>Credits that an account has, or will be funded with.</summary>
/// <param name="Amount">How much, in credits; 0 and up.</param>
/// <param name="LastDay">The last day on which they can be spent; null if they do not end.</param>
public readonly record struct SpendableCredits(double Amount, DateOnly? LastDay = null);

/// <summary>A funding that is already planned.</summary>
/// <param name="Day">The tenant's day on which it comes.</param>
/// <param name="Credits">How much, and until when it can be spent.</param>
/// <param name="IsTarget">True if it only fills up to the amount ("top up to").</param>
public readonly record struct KnownFunding(DateOnly Day, SpendableCredits Credits, bool IsTarget = false);

/// <summary>What an account has now, and what is known of its future.</summary>
public sealed record OutlookStart
{
    /// <summary>The tenant's current day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What the account paid today so far, in credits.</summary>
    public double SpentToday { get; init; }

    /// <summary>Its available credits by their end.</summary>
    public required IReadOnlyList<SpendableCredits> Available { get; init; }

    /// <summary>Fundings that are planned, in any order.</summary>
    public IReadOnlyList<KnownFunding> Fundings { get; init; } = [];

    /// <summary>The last day of the window or period that is asked about; null for none.</summary>
    public DateOnly? LastDay { get; init; }
}

using System.Globalization;

namespace Bluebear.Dashboard.Features;

/// <summary>When a balance is expected to run out. Never an invented date.</summary>
/// <param name="Date">The tenant's day, if one can be named.</param>
/// <param name="Text">The text for a cell.</param>
public sealed record RunOut(DateOnly? Date, string Text)
{
    /// <summary>
    /// A balance that runs out within this number of days causes a warning, regardless of its share of the base.
    /// </summary>
    public const int SoonDays = 3;

    /// <summary>The account owes credits and may not spend until they are paid.</summary>
    public static RunOut Blocked { get; } = new(DateOnly.MinValue, "Blocked now");

    /// <summary>There is no spending, or no balance to run out.</summary>
    public static RunOut Unknown { get; } = new(null, "\u2013");

    /// <summary>There is usage, but on too few days for a prediction.</summary>
    public static RunOut NotEnoughData { get; } = new(null, "Not enough data");

    /// <summary>Too far in the future for a useful date.</summary>
    public static RunOut BeyondAYear { get; } = new(DateOnly.MaxValue, "Over a year");

    /// <summary>Whether it is within <see cref="SoonDays"/> of a day.</summary>
    public bool IsSoon(DateOnly today) => Date is { } date && date != DateOnly.MinValue && date <= today.AddDays(SoonDays);

    /// <summary>On a day.</summary>
    public static RunOut On(DateOnly date) => new(date, date.ToString("d MMM yyyy", CultureInfo.InvariantCulture));
}

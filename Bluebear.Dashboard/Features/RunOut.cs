using System.Globalization;

namespace Bluebear.Dashboard.Features;

/// <summary>When a balance is expected to be gone. Never a made-up date.</summary>
/// <param name="Date">The tenant's day, where one can be named.</param>
/// <param name="Text">What a cell shows.</param>
public sealed record RunOut(DateOnly? Date, string Text)
{
    /// <summary>What runs out within so many days is warned of, whatever share of its base is left.</summary>
    public const int SoonDays = 3;

    /// <summary>It owes, and so spends nothing more until that is paid.</summary>
    public static RunOut Blocked { get; } = new(DateOnly.MinValue, "Blocked now");

    /// <summary>Nothing is spent, or nothing is left to run out.</summary>
    public static RunOut Unknown { get; } = new(null, "\u2013");

    /// <summary>There is usage, but on too few days to go by.</summary>
    public static RunOut NotEnoughData { get; } = new(null, "Not enough data");

    /// <summary>So far off that a date would pretend.</summary>
    public static RunOut BeyondAYear { get; } = new(DateOnly.MaxValue, "Over a year");

    /// <summary>Whether it is within <see cref="SoonDays"/> of a day.</summary>
    public bool IsSoon(DateOnly today) => Date is { } date && date != DateOnly.MinValue && date <= today.AddDays(SoonDays);

    /// <summary>On a day.</summary>
    public static RunOut On(DateOnly date) => new(date, date.ToString("d MMM yyyy", CultureInfo.InvariantCulture));
}

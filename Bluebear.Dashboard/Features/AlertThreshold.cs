using System.Globalization;
using Bluebear.Dashboard.Data.Model.Alerts;

namespace Bluebear.Dashboard.Features;

/// <summary>A line that a balance can reach: a share of the base, or an amount.</summary>
/// <remarks>Nothing is one threshold, however it is written: 0 percent and 0 credits are the same.</remarks>
public readonly record struct AlertThreshold
{
    /// <summary>The largest percent.</summary>
    public const int MaxPercent = 99;

    /// <summary>Points of the base that a balance must rise above a threshold to arm it again.</summary>
    public const int Margin = 5;

    private const int WarnAtPercent = 10;

    private AlertThreshold(int? percent, Credits amount) => (Percent, Amount) = (percent, amount);

    /// <summary>Nothing left.</summary>
    public static AlertThreshold Nothing => default;

    /// <summary>The share of the base in percent, 1 to 99; null for an amount.</summary>
    public int? Percent { get; }

    /// <summary>The amount, zero and up; zero for a share.</summary>
    public Credits Amount { get; }

    /// <summary>True for zero.</summary>
    public bool IsNothing => Percent is null && Amount.IsZero;

    /// <summary>The kind of its alert.</summary>
    public AlertKind Kind => IsNothing ? AlertKind.Exhausted : AlertKind.LowBalance;

    /// <summary>The severity of its alert: 10 percent and less, and amounts, are a warning; nothing left is critical.</summary>
    public AlertSeverity Severity => IsNothing ? AlertSeverity.Critical
        : Percent > WarnAtPercent ? AlertSeverity.Info
        : AlertSeverity.Warning;

    /// <summary>A share of the base.</summary>
    /// <param name="percent">0 to <see cref="MaxPercent"/>.</param>
    public static AlertThreshold OfPercent(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, MaxPercent);
        return percent == 0 ? Nothing : new(percent, Credits.Zero);
    }

    /// <summary>An amount.</summary>
    /// <param name="amount">Zero and up.</param>
    public static AlertThreshold OfAmount(Credits amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, Credits.Zero);
        return new(null, amount);
    }

    /// <summary>The amount that it stands for on a base, in hundredths of a micro-credit, so that it is exact.</summary>
    internal Int128 LevelOn(Credits whole) => Percent is { } percent ? Int128.Max(whole.Wide, 0) * percent : Amount.Wide * 100;

    /// <summary>"25%" or "10.5", as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Percent is { } percent ? percent.ToString(CultureInfo.InvariantCulture) + "%" : Amount.ToString();

    /// <summary>For people: "25 %" or "10.50 cr".</summary>
    public string ToDisplay() => Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent} %") : $"{Amount.ToDisplay(0)} cr";

    /// <summary>Reads what <see cref="ToString"/> writes. For stored text.</summary>
    public static AlertThreshold Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EndsWith('%')
            ? OfPercent(int.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture))
            : OfAmount(Credits.FromCredits(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), MidpointRounding.ToZero));
    }

    /// <summary>Reads stored text of several, with spaces between.</summary>
    public static IReadOnlyList<AlertThreshold> ParseAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    /// <summary>Stored text of several.</summary>
    public static string ToText(IEnumerable<AlertThreshold> thresholds) => string.Join(' ', thresholds.Distinct());
}

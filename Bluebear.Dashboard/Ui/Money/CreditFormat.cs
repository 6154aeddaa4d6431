using System.Globalization;

namespace Bluebear.Dashboard.Ui.Money;

/// <summary>Formats amounts of credits for screens: a true minus, thousands separated, never rounded up.</summary>
public static class CreditFormat
{
    private const char Minus = '\u2212';

    private static readonly (decimal From, string Unit)[] CompactUnits = [(1_000_000_000_000m, "T"), (1_000_000_000m, "B"), (1_000_000m, "M"), (1_000m, "k")];

    /// <summary>
    /// With a fixed number of decimals, cut and not rounded, so that no balance looks larger than it is. An amount that would
    /// look like zero but is not is shown as "&lt; 0.01".
    /// </summary>
    public static string Fixed(Credits amount, int decimals = 2)
    {
        var cut = decimal.Round(amount.ToDecimal(), decimals, MidpointRounding.ToZero);
        if (cut == 0 && !amount.IsZero)
        {
            var least = Text(Unit(decimals), decimals);
            return amount.IsNegative ? $"> {Minus}{least}" : $"< {least}";
        }

        return Text(cut, decimals);
    }

    /// <summary>Like <see cref="Fixed"/>, with a plus before amounts above zero, for changes.</summary>
    public static string WithSign(Credits amount, int decimals = 2) =>
        amount.IsPositive ? "+" + Fixed(amount, decimals) : Fixed(amount, decimals);

    /// <summary>
    /// Three significant figures and a unit ("1.25M"), for tiles only. Always show the exact amount beside it or as a title.
    /// </summary>
    public static string Compact(Credits amount) => Compact(amount.ToDecimal()) ?? Fixed(amount);

    /// <summary>The same for a count.</summary>
    public static string Compact(long count) => Compact((decimal)count) ?? Text(count, 0);

    /// <summary>An estimate with two significant digits: 1,234 is "1,200", 0.0123 is "0.012".</summary>
    public static string Estimate(double estimate)
    {
        if (estimate <= 0)
        {
            return "0";
        }

        var scale = Math.Pow(10, Math.Floor(Math.Log10(estimate)) - 1);
        return ((decimal)(Math.Round(estimate / scale) * scale)).ToString("#,##0.######", CultureInfo.InvariantCulture);
    }

    /// <summary>A count with its thousands separated.</summary>
    public static string Count(long count) => Text(count, 0);

    /// <summary>The exact amount with its unit ("−1,250.50 cr").</summary>
    public static string Exact(Credits amount) => amount.ToDisplay() + " cr";

    /// <summary>The decimals that a column needs so that none of its amounts is cut: 2 to 6.</summary>
    public static int DecimalsFor(IEnumerable<Credits> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var needed = 2;
        foreach (var amount in amounts)
        {
            while (needed < Credits.Decimals && decimal.Round(amount.ToDecimal(), needed, MidpointRounding.ToZero) != amount.ToDecimal())
            {
                needed++;
            }
        }

        return needed;
    }

    /// <summary>
    /// The decimals that most amounts of a long column need, 2 to 6. The few finer ones are cut and have the exact amount as
    /// their title. Use <see cref="DecimalsFor"/> if the shown figures must add up.
    /// </summary>
    public static int UsualDecimalsFor(IEnumerable<Credits> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var needed = amounts.Select(amount => DecimalsFor([amount])).Order().ToList();
        return needed.Count == 0 ? 2 : needed[needed.Count / 2];
    }

    // Null below a thousand.
    private static string? Compact(decimal value)
    {
        foreach (var (from, unit) in CompactUnits)
        {
            if (Math.Abs(value) >= from)
            {
                var scaled = value / from;
                var decimals = Math.Abs(scaled) >= 100 ? 0 : Math.Abs(scaled) >= 10 ? 1 : 2;
                return Text(decimal.Round(scaled, decimals, MidpointRounding.ToZero), decimals) + unit;
            }
        }

        return null;
    }

    private static decimal Unit(int decimals)
    {
        var unit = 1m;
        for (var place = 0; place < decimals; place++)
        {
            unit /= 10;
        }

        return unit;
    }

    private static string Text(decimal value, int decimals) =>
        value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', Minus);
}

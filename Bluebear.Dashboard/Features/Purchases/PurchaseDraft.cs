using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>A purchase while it is typed.</summary>
public sealed partial record PurchaseDraft
{
    /// <summary>The currencies to choose from, the most common first.</summary>
    public static IReadOnlyList<string> Currencies { get; } =
    [
        "USD", "EUR", "GBP", "CHF", "JPY", "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "HKD", "HUF", "ILS", "INR", "KRW", "MXN", "NOK",
        "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "ZAR",
    ];

    // TenantDays supports days up to the end of year 9998.
    private static readonly DateOnly LatestDay = new(9998, 12, 31);

    public string Reference { get; init; } = "";
    public string Price { get; init; } = "";
    public string Currency { get; init; } = Currencies[0];

    /// <summary>A day as <c>DayBox</c> gives it ("2026-12-31"), text that is none, or empty.</summary>
    public string Expires { get; init; } = "";

    /// <summary>What is wrong with the price, or null.</summary>
    public string? PriceProblem =>
        Price.Trim().Length == 0 || Money is not null ? null : "This is not a price. Write it like 1,250.50, with at most four decimals.";

    /// <summary>The price, or null if there is none or the text cannot be read.</summary>
    public Money? Money =>
        Amount().IsMatch(Price.Trim())
        && decimal.TryParse(Price, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var amount)
        ? new Money(amount, Currency) : null;

    /// <summary>The last day on which the credits can be spent; null if there is none or the text cannot be read.</summary>
    public DateOnly? LastDay =>
        DateOnly.TryParseExact(Expires.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day < LatestDay ? day : null;

    /// <summary>What is wrong with the day, or null.</summary>
    public string? ExpiryProblem(DateTimeOffset now, TimeZoneInfo zone) =>
        Expires.Trim().Length == 0 ? null
        : LastDay is not { } day ? "This is not a day. Write it like 2026-12-31."
        : TenantDays.StartOf(day.AddDays(1), zone) <= now ? "This day is over. Choose today or a later one."
        : null;

    [GeneratedRegex(@"^([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{0,4})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}

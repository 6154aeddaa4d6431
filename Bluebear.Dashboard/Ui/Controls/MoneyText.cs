using System.Globalization;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>Money in words for people.</summary>
public static class MoneyText
{
    /// <summary>"2,500.00 USD", with more decimals only if the exact amount needs them.</summary>
    public static string Of(decimal amount, string currency) =>
        amount.ToString("#,##0.00##", CultureInfo.InvariantCulture) + " " + currency;

    /// <summary>The decimals of sums that are shares of a price: they are exact with these, and the same in a whole column.</summary>
    public const int Decimals = 4;

    /// <summary>"43.0430 EUR": with the same number of decimals in each row of a column.</summary>
    public static string Of(decimal amount, string currency, int decimals) =>
        amount.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " " + currency;

    /// <summary>The money for one credit: "0.10 USD".</summary>
    public static string Unit(decimal price, string currency) =>
        price.ToString("#,##0.00##########", CultureInfo.InvariantCulture) + " " + currency;
}

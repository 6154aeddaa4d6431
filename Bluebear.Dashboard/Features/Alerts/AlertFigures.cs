using System.Globalization;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>Puts the figures of an alert beside those of today.</summary>
internal static class AlertFigures
{
    /// <summary>The figures.</summary>
    /// <param name="facts">The figures of then.</param>
    /// <param name="account">The account as it stands now, or null.</param>
    public static IReadOnlyList<ComparedFigure> Compare(IReadOnlyDictionary<string, string> facts, Account? account)
    {
        var figures = account is null ? default : new BalanceFigures(account.Available, account.Reserved, account.ReferenceBalance);
        return
        [
            .. Amount("Left", "posted", figures.Posted), .. Amount("Available", "available", account?.Available),
            .. Amount("Reserved", "reserved", account?.Reserved), .. Amount("Of (the base)", "base", account is null ? null : Credits.Max(account.ReferenceBalance, Credits.Zero)),
            .. Text("Share left", "percent_left", static text => text + " %", account is null ? "" : AlertWords.PercentLeft(figures)),
            .. Amount("Not paid for", "overage", account?.Overage),
            .. Text("Threshold", "threshold", static text => AlertThreshold.Parse(text).ToDisplay(), ""),
            .. Amount("Expires unspent", "expiring", null), .. Amount("Due", "due", null), .. Amount("Lacking", "shortfall", null),
            .. Text("Refused requests", "refused", static text => text, ""),
        ];

        IEnumerable<ComparedFigure> Amount(string name, string fact, Credits? now) => Text(
            name, fact, static text => CreditFormat.Exact(Credits.FromCredits(decimal.Parse(text, CultureInfo.InvariantCulture), MidpointRounding.ToZero)),
            now is { } amount ? CreditFormat.Exact(amount) : "");

        IEnumerable<ComparedFigure> Text(string name, string fact, Func<string, string> words, string now) =>
            facts.TryGetValue(fact, out var then) ? [new(name, words(then), now)] : [];
    }
}

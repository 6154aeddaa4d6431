using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Alerts;

/// <summary>What a new balance means for the thresholds of an account.</summary>
public sealed class ThresholdRulesTests
{
    // Thresholds; marked before; balance of base; what the transfer was; raised, passed, armed.
    [Theory]
    [InlineData("25% 10% 0", "", "26", "100", "Other", "", "", "")]
    [InlineData("25% 10% 0", "", "25", "100", "Other", "25%", "", "")]
    [InlineData("25% 10% 0", "", "25.000001", "100", "Other", "", "", "")]
    [InlineData("25% 10% 0", "25%", "10", "100", "Other", "10%", "", "")]
    [InlineData("25% 10% 0", "25% 10%", "0", "100", "Other", "0", "", "")]
    [InlineData("25% 10% 0", "25% 10%", "0.000001", "100", "Other", "", "", "")]
    [InlineData("25% 10% 0", "", "7", "100", "Other", "10%", "25%", "")]
    [InlineData("25% 10% 0", "", "0", "100", "Other", "0", "10% 25%", "")]
    [InlineData("25% 10% 0", "25% 10%", "3", "100", "Other", "", "", "")]
    [InlineData("25% 10% 0", "25%", "29.999999", "100", "Other", "", "", "")]
    [InlineData("25% 10% 0", "25%", "30", "100", "Other", "", "", "25%")]
    [InlineData("25% 10% 0", "25% 10%", "16", "100", "Other", "", "", "10%")]
    [InlineData("25% 10% 0", "25% 10%", "26", "26", "Funding", "", "", "25% 10%")]
    [InlineData("25% 10% 0", "25% 10% 0", "5", "100", "Other", "", "", "0")]
    [InlineData("25% 10% 0", "25% 10% 0", "4.999999", "100", "Other", "", "", "")]
    [InlineData("25% 10% 0", "25% 10% 0", "1", "1", "Funding", "", "", "25% 10% 0")]
    [InlineData("25% 10", "", "24", "100", "Other", "25%", "", "")]
    [InlineData("25% 10", "25%", "10", "100", "Other", "10", "", "")]
    [InlineData("25% 10", "", "9", "100", "Other", "10", "25%", "")]
    [InlineData("25% 10", "25% 10", "14", "100", "Other", "", "", "")]
    [InlineData("25% 10", "25% 10", "15", "100", "Other", "", "", "10")]
    [InlineData("50", "50", "40", "40", "Funding", "", "", "")]
    [InlineData("50", "50", "51", "51", "Funding", "", "", "50")]
    [InlineData("30% 10%", "10%", "5", "100", "Other", "", "30%", "")]
    [InlineData("30%", "10%", "20", "100", "Other", "30%", "", "10%")]
    [InlineData("25% 0", "", "0", "0", "Other", "", "", "")]
    [InlineData("25% 0", "25%", "0", "0", "Expiry", "0", "", "25%")]
    [InlineData("25% 0", "0", "0", "0", "Other", "", "", "")]
    [InlineData("25% 10% 0", "", "0", "-5", "Other", "", "", "")]
    public void Judge_ABalance_RaisesTheSeverestOnce(
        string thresholds, string marked, string posted, string whole, string change, string raised, string passed, string armed)
    {
        var figures = new BalanceFigures(Amount(posted), Credits.Zero, Amount(whole), Enum.Parse<BalanceChange>(change));

        var judgement = ThresholdRules.Judge(AlertThreshold.ParseAll(thresholds), AlertThreshold.ParseAll(marked), figures);

        Assert.Equal((raised, passed, armed),
            ($"{judgement.Raised}", AlertThreshold.ToText(judgement.Passed), AlertThreshold.ToText(judgement.Armed)));
    }

    [Fact]
    public void Judge_ReservedCredits_AreLeft() => Assert.Equal(
        ThresholdJudgement.Nothing, Judge([AlertThreshold.OfPercent(25)], [], new(Credits.Zero, Amount("26"), Amount("100"))));

    // A balance that wanders: an alert is raised at each way down through a threshold, and only after it came back by the margin.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Judge_AWanderingBalance_AgreesWithTheRuleInWords(int seed)
    {
        var random = new Random(seed);
        var threshold = AlertThreshold.OfPercent(random.Next(1, 90));
        var (marks, isArmed, posted) = (new HashSet<AlertThreshold>(), true, 100);
        for (var step = 0; step < 20_000; step++)
        {
            posted = Math.Clamp(posted + random.Next(-7, 8), 0, 100);
            var judgement = Judge([threshold], marks, new(Credits.FromCredits(posted), Credits.Zero, Credits.FromCredits(100)));
            isArmed |= posted >= threshold.Percent + AlertThreshold.Margin;
            var isCrossing = isArmed && posted <= threshold.Percent;
            Assert.Equal(isCrossing, judgement.Raised is not null);
            isArmed &= !isCrossing;
            marks.ExceptWith(judgement.Armed);
            marks.UnionWith(judgement.Raised is { } raised ? [raised] : []);
        }
    }

    // What is left out because of a range changes nothing at any balance within it.
    [Fact]
    public void MayChange_False_NoBalanceWithinChangesAnything()
    {
        var random = new Random(5);
        var left = 0;
        for (var i = 0; i < 20_000; i++)
        {
            AlertThreshold[] all = [AlertThreshold.OfPercent(random.Next(0, 99)), AlertThreshold.OfAmount(Credits.FromCredits(random.Next(0, 99))), AlertThreshold.OfPercent(50)];
            var marks = all.Where(_ => random.Next(2) == 0).ToList();
            var whole = Credits.FromCredits(random.Next(-5, 120));
            var (low, high) = (random.Next(0, 60), random.Next(60, 120));
            if (!ThresholdRules.MayChange(all, marks, Credits.FromCredits(low), Credits.FromCredits(high), whole))
            {
                left++;
                for (var posted = low; posted <= high; posted += 3)
                {
                    Assert.False(Judge(all, marks, new(Credits.FromCredits(posted), Credits.Zero, whole)).IsChange);
                }
            }
        }

        Assert.True(left > 100, $"{left} ranges were left out.");
    }

    [Theory]
    [InlineData("25%", AlertKind.LowBalance, AlertSeverity.Info, "25 %")]
    [InlineData("11%", AlertKind.LowBalance, AlertSeverity.Info, "11 %")]
    [InlineData("10%", AlertKind.LowBalance, AlertSeverity.Warning, "10 %")]
    [InlineData("1500.5", AlertKind.LowBalance, AlertSeverity.Warning, "1,500.5 cr")]
    [InlineData("0", AlertKind.Exhausted, AlertSeverity.Critical, "0 cr")]
    [InlineData("0%", AlertKind.Exhausted, AlertSeverity.Critical, "0 cr")]
    public void Threshold_HasItsKindSeverityAndWords(string text, AlertKind kind, AlertSeverity severity, string words)
    {
        var threshold = AlertThreshold.Parse(text);

        Assert.Equal((kind, severity, words), (threshold.Kind, threshold.Severity, threshold.ToDisplay()));
        Assert.Equal(threshold, AlertThreshold.Parse(threshold.ToString()));
    }

    [Theory]
    [InlineData("10%", "", "100", "1000", "10 % left: 100 of 1,000 cr")]
    [InlineData("10%", "25%", "70", "1000", "7 % left: 70 of 1,000 cr, 25 % passed")]
    [InlineData("0", "10% 25%", "0", "1000", "0 % left: 0 of 1,000 cr, 10 %, 25 % passed")]
    [InlineData("10%", "", "0.3", "1000", "< 0.1 % left: 0.30 of 1,000 cr")]
    [InlineData("10%", "", "99.99", "1000", "9.9 % left: 99.99 of 1,000 cr")]
    [InlineData("50", "", "40", "160", "25 % left: 40 of 160 cr (50 cr or less)")]
    public void Words_SayWhatIsLeftAndOfWhat_A9(string threshold, string passed, string posted, string whole, string words) => Assert.Equal(
        words, AlertWords.Left(AlertThreshold.Parse(threshold), AlertThreshold.ParseAll(passed), new(Amount(posted), Credits.Zero, Amount(whole))));

    private static ThresholdJudgement Judge(
        IReadOnlyCollection<AlertThreshold> thresholds, IReadOnlyCollection<AlertThreshold> marked, BalanceFigures figures) =>
        ThresholdRules.Judge(thresholds, marked, figures);

    private static Credits Amount(string text) =>
        Credits.FromCredits(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture), MidpointRounding.ToZero);
}

namespace Bluebear.Dashboard.Features.Alerts.Rules;

/// <summary>Decides what a new balance means for the thresholds of an account. Pure.</summary>
/// <remarks>
/// A threshold that is reached is marked, and stays so until the balance has risen <see cref="AlertThreshold.Margin"/> points of the base
/// above it, or was funded to more than it. Then its alert is over, and the next crossing raises one again. Marks are all the memory that is
/// needed: the balance before does not matter.
/// </remarks>
internal static class ThresholdRules
{
    /// <summary>Judges the figures after a transfer, or after a change of the thresholds.</summary>
    /// <param name="thresholds">The account's thresholds.</param>
    /// <param name="marked">Those that are marked, with some that the rules may not have any more.</param>
    /// <param name="figures">The new figures.</param>
    public static ThresholdJudgement Judge(
        IReadOnlyCollection<AlertThreshold> thresholds, IReadOnlyCollection<AlertThreshold> marked, BalanceFigures figures)
    {
        var armed = marked.Where(mark => !thresholds.Contains(mark) || IsArmedAgain(mark, figures)).ToList();
        var reached = thresholds.Where(threshold => !marked.Contains(threshold) && IsReached(threshold, figures))
            .OrderBy(threshold => threshold.LevelOn(figures.Base)).ThenBy(threshold => threshold.Percent is null).ToList();
        if (reached.Count == 0)
        {
            return armed.Count == 0 ? ThresholdJudgement.Nothing : new(null, [], armed);
        }

        // A line that is added above one that was reached before tells no one anything new.
        var isNews = !marked.Except(armed).Any(mark => mark.LevelOn(figures.Base) < reached[0].LevelOn(figures.Base));
        return isNews ? new(reached[0], reached[1..], armed) : new(null, reached, armed);
    }

    /// <summary>False if no balance from <paramref name="low"/> to <paramref name="high"/> changes anything while the base stays.</summary>
    public static bool MayChange(
        IReadOnlyCollection<AlertThreshold> thresholds, IReadOnlyCollection<AlertThreshold> marked, Credits low, Credits high, Credits whole) =>
        thresholds.Any(threshold => !marked.Contains(threshold) && IsReached(threshold, new(low, Credits.Zero, whole)))
        || marked.Any(mark => !thresholds.Contains(mark) || IsArmedAgain(mark, new(high, Credits.Zero, whole)));

    // Of nothing there is no share. What was moved away by hand or undone does not exhaust an account; what expired does.
    private static bool IsReached(AlertThreshold threshold, BalanceFigures figures) =>
        threshold.IsNothing ? figures.Posted.IsZero && (figures.Base.IsPositive || figures.Change == BalanceChange.Expiry)
        : figures.Base.IsPositive && figures.Posted.Wide * 100 <= threshold.LevelOn(figures.Base);

    private static bool IsArmedAgain(AlertThreshold mark, BalanceFigures figures)
    {
        if (!figures.Base.IsPositive)
        {
            return !mark.IsNothing || figures.Posted.IsPositive;
        }

        var (left, level) = (figures.Posted.Wide * 100, mark.LevelOn(figures.Base));
        return left > level && (figures.Change == BalanceChange.Funding || left >= level + (figures.Base.Wide * AlertThreshold.Margin));
    }
}

/// <summary>What a new balance means.</summary>
/// <param name="Raised">The threshold to warn of, or null.</param>
/// <param name="Passed">Others that were reached. They are marked without an alert.</param>
/// <param name="Armed">Marks that end. Their alerts are over.</param>
internal sealed record ThresholdJudgement(
    AlertThreshold? Raised, IReadOnlyList<AlertThreshold> Passed, IReadOnlyList<AlertThreshold> Armed)
{
    /// <summary>Nothing changes.</summary>
    public static ThresholdJudgement Nothing { get; } = new(null, [], []);

    /// <summary>True if something changes.</summary>
    public bool IsChange => Raised is not null || Passed.Count > 0 || Armed.Count > 0;
}

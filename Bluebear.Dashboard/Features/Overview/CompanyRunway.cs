namespace Bluebear.Dashboard.Features.Overview;

/// <summary>How long a company's credits last.</summary>
/// <param name="Pace">How the whole company spends, with the purchases that end.</param>
/// <param name="Committed">What budgets will fund in the next days.</param>
/// <param name="Days">The number of these days.</param>
public sealed record CompanyRunway(AccountPace Pace, Credits Committed, int Days)
{
    /// <summary>When the credits run out if spending goes on like this.</summary>
    /// <param name="available">The available credits of all accounts.</param>
    public RunOut RunsOut(Credits available) => Pace.RunsOut(available);

    /// <summary>The day in a sentence, or why there is none.</summary>
    /// <param name="available">The available credits of all accounts.</param>
    public string Words(Credits available)
    {
        var end = RunsOut(available);
        return !available.IsPositive ? "No credits are left."
            : Pace.Pace is null ? "Nothing was spent yet, so there is no forecast."
            : end == RunOut.BeyondAYear || end.Text == RunOut.BeyondAYear.Text ? "At this rate the credits last over a year."
            : end.Date is null ? "Not enough data for a forecast."
            : $"At this rate the credits last to {end.Text}.";
    }
}

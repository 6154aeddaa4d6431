namespace Bluebear.Dashboard.Forecasting;

/// <summary>Why there is no forecast, or only a part of one. A closed set.</summary>
public enum PaceProblem
{
    /// <summary>There is a forecast with a range.</summary>
    None,

    /// <summary>The account has had credits for fewer than <see cref="SpendPace.FewestDays"/> whole days.</summary>
    TooYoung,

    /// <summary>It spent on fewer than <see cref="SpendPace.FewestDaysWithSpend"/> of the last 28 days.</summary>
    TooFewDays,

    /// <summary>It spent nothing in the last 7 days.</summary>
    NothingLately,

    /// <summary>There is a forecast, but too few earlier ones to say how far it may be off.</summary>
    NoRange,

    /// <summary>Earlier forecasts were off by more than the spending itself: only the range is worth showing.</summary>
    TooIrregular,
}

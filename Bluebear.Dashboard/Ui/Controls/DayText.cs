using System.Globalization;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>Days in words for people.</summary>
public static class DayText
{
    /// <summary>"30 Nov 2027".</summary>
    public static string Of(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>How long credits can be spent: "through 30 Nov 2027", their last day; "without end" if there is none.</summary>
    public static string Through(DateOnly? lastDay) => lastDay is { } day ? $"through {Of(day)}" : "without end";
}

using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>A box for a day, which may be typed in any form that <see cref="DayParser"/> reads, or chosen in a calendar.</summary>
public sealed partial class DayBox
{
    private static readonly CultureInfo Months = MonthsBeforeYears();

    private string _text = "";
    private string? _given;
    private string? _sent;
    private string? _problem;
    private bool _isOpen;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The day as <c>2026-11-01</c>, an instant (see <see cref="BookBound"/>), text that is neither, or empty.</summary>
    [Parameter]
    public string Value { get; set; } = "";

    /// <summary>
    /// Raised when the box is left, Enter is pressed or a day of the calendar chosen. Text that cannot be read arrives as it was typed, and the box says what is wrong.
    /// </summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>The page's own problem with the day.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [CascadingParameter]
    public TimeZoneInfo? Zone { get; set; }

    private string CalendarName => "Calendar for " + Label;

    // What stands in the box, also if it was only typed so far.
    private DateTime? Chosen => BookBound.TryParse(Read(_text.Trim()).Value, out var bound) && bound.Day is { } day ? day.ToDateTime(TimeOnly.MinValue) : null;

    private DateOnly Today => TenantDays.Of(Clock.GetUtcNow(), Zone ?? TimeZoneInfo.Utc);

    protected override void OnParametersSet()
    {
        // Only a new value of the page replaces the text: neither a render nor the value that the box itself gave.
        if (Value != _given && Value != _sent)
        {
            (_text, _problem) = (Written(Value), null);
        }

        _given = Value;
    }

    private static CultureInfo MonthsBeforeYears()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.YearMonthPattern = "MMMM yyyy";
        return culture;
    }

    private void Close() => _isOpen = false;

    private Task ChooseAsync(DateTime? day)
    {
        Close();
        _text = day is { } chosen ? DayText.Of(DateOnly.FromDateTime(chosen)) : "";
        return LeaveAsync();
    }

    private Task LeaveAsync()
    {
        var typed = _text.Trim();
        (var value, _problem) = Read(typed);
        _text = _problem is null ? Written(value) : typed;
        _sent = value;
        return ValueChanged.InvokeAsync(value);
    }

    private (string Value, string? Problem) Read(string typed)
    {
        if (typed.Length == 0 || BookBound.TryParse(typed, out _))
        {
            return (typed, null);
        }

        var problem = DayParser.Read(typed, Today, out var day);
        return (problem is null ? BookBound.OfDay(day).ToString() : typed, problem);
    }

    private static string Written(string value) => BookBound.TryParse(value, out var bound) && bound.Day is { } day ? DayText.Of(day) : value;
}

using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Money;

/// <summary>
/// A box for an amount of credits: text, sent on every key. At any latency the typed text stays, and reaches <see cref="Value"/>
/// completely or is refused with a reason. Nothing is rounded.
/// </summary>
public partial class CreditBox
{
    private string _text = "";
    private Credits? _last;
    private CreditsProblem _problem = CreditsProblem.Empty;
    private bool _left;
    private bool _isUnreadable;

    /// <summary>The accessible name.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The amount; null if there is none or the text cannot be read.</summary>
    [Parameter]
    public Credits? Value { get; set; }

    [Parameter]
    public EventCallback<Credits?> ValueChanged { get; set; }

    /// <summary>
    /// Called when the text becomes unreadable or readable. An optional amount that cannot be read must not count as left out.
    /// </summary>
    [Parameter]
    public EventCallback<bool> UnreadableChanged { get; set; }

    /// <summary>A permanent hint about the field.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>
    /// The page's own error for the amount, such as too few credits on the source. Shown if the text itself is correct.
    /// </summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>True if an empty box is an error once it was left.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>True to allow zero.</summary>
    [Parameter]
    public bool AllowZero { get; set; }

    /// <summary>Shows the label to screen readers only.</summary>
    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>True where hundreds may stand together, see <see cref="TextBox"/>.</summary>
    [Parameter]
    public bool IsOneOfMany { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string Id { get; set; } = ElementIds.Next("credits");

    /// <summary>Buttons beside the box, such as 25 % and Max.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    /// <summary>What is wrong with the text; null if it is an amount, or empty and not left yet.</summary>
    public string? Problem => _problem switch
    {
        CreditsProblem.None => Negative ?? Error,
        CreditsProblem.Empty => Required && _left ? MessageOf(_problem) : Error,
        _ => MessageOf(_problem),
    };

    /// <summary>What is wrong with a typed amount, in a sentence; null for an amount.</summary>
    public static string? MessageOf(CreditsProblem problem) => problem switch
    {
        CreditsProblem.Empty => "Enter an amount of credits.",
        CreditsProblem.NotANumber => "This is not a number. Write it like 1,250.50.",
        CreditsProblem.TooManyDecimals => "This has too many decimals: credits have at most six.",
        CreditsProblem.OutOfRange => CreditsParser.TooMuch,
        CreditsProblem.None => null,
    };

    private string? Negative => _last switch
    {
        { IsNegative: true } => "The amount must be above zero.",
        { IsZero: true } when !AllowZero => "The amount must be above zero.",
        _ => null,
    };

    protected override void OnParametersSet()
    {
        // Only a value that the page itself set replaces the text, not the echo of what was typed.
        if (Value == Accepted(_last))
        {
            return;
        }

        _last = Value;
        _text = Value?.ToDisplay() ?? "";
        _problem = Value is null ? CreditsProblem.Empty : CreditsProblem.None;
        _isUnreadable = false;
    }

    private async Task ReadAsync(string text)
    {
        _text = text;
        var before = Accepted(_last);
        _problem = CreditsParser.TryParseTyped(_text, out var amount);
        _last = _problem == CreditsProblem.None ? amount : null;
        var now = Accepted(_last);
        var isUnreadable = now is null && _problem != CreditsProblem.Empty;
        if (isUnreadable != _isUnreadable)
        {
            _isUnreadable = isUnreadable;
            await UnreadableChanged.InvokeAsync(isUnreadable);
        }

        if (now != before)
        {
            Value = now;
            await ValueChanged.InvokeAsync(now);
        }
    }

    private Credits? Accepted(Credits? amount) => amount is { } credits && (credits.IsPositive || (AllowZero && credits.IsZero)) ? credits : null;

    private void Leave() => _left = true;
}

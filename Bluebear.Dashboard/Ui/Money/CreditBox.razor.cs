using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Money;

/// <summary>
/// A box for an amount of credits. It is a plain text input bound on every key: whatever the latency, what was typed stays and
/// reaches <see cref="Value"/> whole, or is refused with the reason beside it. Nothing is ever rounded.
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

    /// <summary>The amount; null while there is none or what stands there is no amount.</summary>
    [Parameter]
    public Credits? Value { get; set; }

    [Parameter]
    public EventCallback<Credits?> ValueChanged { get; set; }

    /// <summary>
    /// Told when <see cref="Value"/> begins or ceases to be null although something stands in the box. Where an amount may be left
    /// out, what cannot be read must not pass for that.
    /// </summary>
    [Parameter]
    public EventCallback<bool> UnreadableChanged { get; set; }

    /// <summary>Says something about the field at all times.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What the page has against the amount, such as that the source has less; shown where the text itself is fine.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Empty is a problem once the box was left.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>Amounts must be above zero, unless this is set.</summary>
    [Parameter]
    public bool AllowZero { get; set; }

    /// <summary>The label is for ears only: the place says it to the eye.</summary>
    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string Id { get; set; } = ElementIds.Next("credits");

    /// <summary>Buttons beside the box, such as 25 % and Max.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    /// <summary>What stands against the text; null when it is an amount, or empty and not left yet.</summary>
    public string? Problem => _problem switch
    {
        CreditsProblem.None => Negative ?? Error,
        CreditsProblem.Empty => Required && _left ? "Enter an amount of credits." : Error,
        CreditsProblem.NotANumber => "This is not a number. Write it like 1,250.50.",
        CreditsProblem.TooManyDecimals => "Credits have at most six decimal places.",
        CreditsProblem.OutOfRange => CreditsParser.TooMuch,
        _ => null,
    };

    private string? Negative => _last switch
    {
        { IsNegative: true } => "The amount must be above zero.",
        { IsZero: true } when !AllowZero => "The amount must be above zero.",
        _ => null,
    };

    protected override void OnParametersSet()
    {
        // Only what the page set itself replaces the text; the echo of what was typed must not.
        if (Value == Accepted(_last))
        {
            return;
        }

        _last = Value;
        _text = Value?.ToDisplay() ?? "";
        _problem = Value is null ? CreditsProblem.Empty : CreditsProblem.None;
        _isUnreadable = false;
    }

    private async Task ReadAsync()
    {
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

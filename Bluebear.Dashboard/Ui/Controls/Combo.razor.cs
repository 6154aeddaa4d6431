using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>
/// A list that is filtered by typing a part of a name, for thousands of accounts or people. Draws at most <see
/// cref="MostShown"/>. Keys and position: wwwroot-assets/src/combos.js.
/// </summary>
public partial class Combo
{
    private const int MostShown = 50;

    private string _text = "";
    private string _lastValue = "";
    private IReadOnlyList<Choice>? _lastOptions;
    private List<Choice> _matches = [];
    private int _more;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Choice> Options { get; set; }

    /// <summary>The value chosen; empty for none.</summary>
    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Shows the label to screen readers only.</summary>
    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public string Id { get; set; } = ElementIds.Next("combo");

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    protected override void OnParametersSet()
    {
        var chosen = Value != _lastValue || _lastOptions is null;
        if (!chosen && ReferenceEquals(_lastOptions, Options))
        {
            return;
        }

        _lastOptions = Options;
        if (chosen)
        {
            _lastValue = Value;
            _text = TextOf(Value);
        }

        Show(chosen ? "" : _text);
    }

    private void Filter() => Show(_text);

    private void Show(string part)
    {
        var wanted = part.Trim();
        var unfiltered = wanted.Length == 0 || wanted == TextOf(Value);
        var found = unfiltered
            ? Options.ToList()
            : [.. Options.Where(option => option.Text.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(option => option.Text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))];
        _matches = found.Count > MostShown ? found[..MostShown] : found;
        _more = found.Count - _matches.Count;
    }

    private async Task ChooseAsync(Choice option)
    {
        if (!option.Disabled)
        {
            await SetAsync(option.Value);
        }
    }

    // On leaving the box: a full name chooses it, an empty text clears the choice, any other text restores the choice.
    private async Task SettleAsync(ChangeEventArgs change)
    {
        var typed = (change.Value as string ?? "").Trim();
        var meant = Options.FirstOrDefault(option => !option.Disabled && option.Text.Equals(typed, StringComparison.OrdinalIgnoreCase));
        await SetAsync(meant?.Value ?? (typed.Length == 0 ? "" : Value));
    }

    private async Task SetAsync(string value)
    {
        var changed = value != Value;
        Value = _lastValue = value;
        _text = TextOf(value);
        Show("");
        if (changed)
        {
            await ValueChanged.InvokeAsync(value);
        }
    }

    // An option without a value is only found in the list. Choosing it leaves the box empty.
    private string TextOf(string value) => value.Length == 0 ? "" : Options.FirstOrDefault(option => option.Value == value)?.Text ?? "";
}

using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Prices.Aliases;

/// <summary>Records another name of a model.</summary>
public sealed partial class AliasDialog(ModelAliases service)
{
    private IReadOnlyList<Choice> _options = [];
    private string _alias = "";
    private string _model = "";
    private AliasProblem? _problem;

    /// <summary>The name to record; null to ask for it.</summary>
    [Parameter]
    public string? Alias { get; set; }

    /// <summary>The models of the price list.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Models { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called with a message when it was saved.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    protected override void OnInitialized()
    {
        _options = [.. Models.Select(static model => new Choice(model, model))];
        _alias = Alias ?? "";
        _model = Alias is { } name ? Models.FirstOrDefault(model => model.EndsWith('/' + name, StringComparison.OrdinalIgnoreCase)) ?? "" : "";
    }

    private string? Shown(string field) => _problem?.Field == field ? _problem.Message : null;

    private void Choose(string model)
    {
        _model = model;
        _problem = null;
    }

    private Task SaveAsync()
    {
        var alias = new ModelAlias(_alias.Trim(), _model);
        return SubmitAsync(
            async () => _problem = _model.Length == 0 ? new("model", "Choose a model of the list.") : await service.SetAsync(alias),
            problem => problem is null ? EndAsync(OnDone, $"{alias.Alias} costs what {alias.Model} costs") : Task.CompletedTask);
    }
}

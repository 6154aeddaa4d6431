using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>Adds, removes and moves the steps of a route. Works by keyboard: a moved step keeps the focus.</summary>
public partial class RouteEditor
{
    private static readonly IReadOnlyList<Choice> Rules =
        [new(nameof(OnExhausted.Block), "Block"), new(nameof(OnExhausted.FallThrough), "Fall through")];

    private readonly Dictionary<string, MudIconButton> _ups = [];
    private readonly Dictionary<string, MudIconButton> _downs = [];
    private SelectBox? _add;
    private (string Kind, int By)? _moved;
    private bool _isRemoved;
    private string _added = "";
    private string? _said;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The requests that use this route.</summary>
    [Parameter, EditorRequired]
    public required string When { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RouteStep> Steps { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<RouteStep>> StepsChanged { get; set; }

    /// <summary>The default steps.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<RouteStep> Shipped { get; set; }

    /// <summary>The kinds that a step can name.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Kinds { get; set; }

    // The kinds that are no step yet, behind what the box says by itself.
    private IReadOnlyList<Choice> Missing =>
        [new("", "Add a step"), .. Kinds.Where(kind => Steps.All(step => step.Kind != kind)).Select(kind => new Choice(kind, PolicyWords.Kind(kind)))];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_moved is var (kind, by))
        {
            _moved = null;
            // At the end of the list the pressed button is disabled, so the other one gets the focus.
            var place = Steps.Index().FirstOrDefault(step => step.Item.Kind == kind).Index;
            var isUp = by < 0 ? place > 0 : place == Steps.Count - 1;
            await (isUp ? _ups[kind] : _downs[kind]).FocusAsync();
        }
        else if (_isRemoved)
        {
            _isRemoved = false;
            await _add!.FocusAsync();
        }
    }

    private Task MoveAsync(string kind, int by)
    {
        var steps = RouteEdits.Move(Steps, kind, by);
        _moved = (kind, by);
        var place = steps.Index().First(step => step.Item.Kind == kind).Index + 1;
        return ChangeAsync(steps, $"{PolicyWords.Kind(kind)} is step {place} of {steps.Count}.");
    }

    private Task RemoveAsync(string kind)
    {
        _isRemoved = true;
        return ChangeAsync(RouteEdits.Remove(Steps, kind), $"{PolicyWords.Kind(kind)} removed.");
    }

    private Task RestoreAsync() => ChangeAsync(Shipped, $"{Title}: default restored.");

    private Task AddAsync(string kind)
    {
        _added = "";
        return kind.Length == 0 ? Task.CompletedTask : ChangeAsync(RouteEdits.Add(Steps, kind), $"{PolicyWords.Kind(kind)} added.");
    }

    private Task ChangeAsync(IReadOnlyList<RouteStep> steps, string? said)
    {
        _said = said;
        return StepsChanged.InvokeAsync(steps);
    }
}

using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>The unmapped groups that requests named, each with its likely team and a button to map it.</summary>
public sealed partial class UnmappedGroups
{
    private readonly UnmappedRows _rows = new();
    private readonly Dictionary<string, string> _pickers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperationKey> _keys = new(StringComparer.Ordinal);
    private ConsumerGroupList? _list;
    private GroupSuggestions _suggestions = new([]);
    private IReadOnlyList<Choice> _teams = [];
    private bool _isBusy;
    private (string Group, string? Next)? _left;

    /// <summary>The groups and teams. A new instance if they may have changed.</summary>
    [Parameter, EditorRequired]
    public required ConsumerGroupList List { get; set; }

    /// <summary>Why the viewer may not map groups; null if they may.</summary>
    [Parameter]
    public string? Why { get; set; }

    /// <summary>Called when a team was chosen for a group. Maps it and sets a new <see cref="List"/>.</summary>
    [Parameter, EditorRequired]
    public EventCallback<(string Group, TeamChoice Team)> OnMap { get; set; }

    /// <summary>Called to open a team with the group's name. Opens and maps it and sets a new <see cref="List"/>.</summary>
    [Parameter, EditorRequired]
    public EventCallback<(string Group, OperationKey Key)> OnOpen { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_list, List))
        {
            _list = List;
            _rows.Follow(List.Unmapped);
            _suggestions = new(List.Teams);
            _teams = [.. List.Teams.Select(static team => new Choice(IdOf(team.Id), team.Name, team.Ref))];
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_left is { } left)
        {
            _left = null;
            await FocusAsync(left.Group, left.Next);
        }
    }

    private string PickerOf(string group) =>
        _pickers.TryGetValue(group, out var id) ? id : _pickers[group] = ElementIds.Next("group");

    private string SuggestedFor(string group) => _suggestions.Of(group) is { } team ? IdOf(team.Id) : "";

    private Task MapAsync(string group, string chosen) => _list!.Teams.FirstOrDefault(team => IdOf(team.Id) == chosen) is { } team
        ? GoOnAsync(group, () => OnMap.InvokeAsync((group, team))) : Task.CompletedTask;

    // The same key until it succeeds: a second try finds the team that the first one opened.
    private Task OpenAsync(string group)
    {
        var key = _keys.TryGetValue(group, out var known) ? known : _keys[group] = OperationKey.New();
        return GoOnAsync(group, () => OnOpen.InvokeAsync((group, key)));
    }

    // A click during another one does nothing.
    private async Task GoOnAsync(string group, Func<Task> act)
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            var next = _rows.After(group);
            await act();
            // A new list with the result is set before the next render.
            _left = (group, next);
        }
        finally
        {
            _isBusy = false;
        }
    }

    // After a success the focus goes to the next group; after a failure it stays.
    private async Task FocusAsync(string group, string? next)
    {
        var here = _rows.Shown.Contains(group) ? group : next;
        if (here != group)
        {
            _keys.Remove(group);
        }

        try
        {
            await (here is null ? Js.InvokeVoidAsync("bluebear.focusHeading") : Js.InvokeVoidAsync("bluebear.focusFirst", PickerOf(here)));
        }
        catch (JSDisconnectedException)
        {
            // The browser left meanwhile.
        }
    }

    private static string IdOf(AccountId id) => PublicId.Format(PublicId.Account, id.Value);
}

using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>Settings -> Consumer groups: what gateways' groups stand for, and those that nothing maps, each to be mapped by one click.</summary>
public sealed partial class ConsumerGroupsPage
{
    private const string OnlyAdmins = "Only a finance admin changes who pays.";

    private readonly Dictionary<string, (MappedGroup Group, IReadOnlyList<MenuEntry> Entries)> _menus = new(StringComparer.Ordinal);
    private ConsumerGroupList? _list;
    private bool _isMapping;
    private bool _isImporting;
    private string _group = "";
    private AccountId? _team;
    private string _filter = "";

    [Inject]
    public required ListConsumerGroups Groups { get; init; }

    [Inject]
    public required MapConsumerGroup Mapping { get; init; }

    [Inject]
    private OpenTeamForGroup Opening { get; set; } = default!;

    [Inject]
    public required Toasts Toasts { get; init; }

    private string? Why => _list is { CanEdit: true } ? null : OnlyAdmins;

    private IReadOnlyList<MappedGroup> Found => _filter.Trim() is { Length: > 0 } part
        ? [.. _list!.Mapped.Where(group => Holds(group.Id, part) || Holds(group.TeamName, part) || Holds(group.TeamRef, part))]
        : _list!.Mapped;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => FollowAsync(Topics.Record, ReadAsync);

    /// <inheritdoc/>
    protected override bool Takes(AccessRefusedException refused) => IsClosed = refused.Refusal == AccessRefusal.Forbidden;

    private async Task ReadAsync(CancellationToken cancellation) => _list = await Groups.RunAsync(cancellation);

    // Menus that are the same objects are not drawn anew under somebody's fingers.
    private IReadOnlyList<MenuEntry> MenuOf(MappedGroup group)
    {
        if (!_menus.TryGetValue(group.Id, out var known) || known.Group != group)
        {
            _menus[group.Id] = known = (group, EntriesFor(group));
        }

        return known.Entries;
    }

    private MenuEntry[] EntriesFor(MappedGroup group) =>
    [
        MenuEntry.For(this, "Change team", "edit", () => Map(group.Id, group.Team)) with { DisabledReason = Why },
        MenuEntry.For(this, "Remove mapping", "trash", () => UnmapAsync(group)) with { Danger = true, DisabledReason = Why },
    ];

    private void Map(string group, AccountId? team) => (_group, _team, _isMapping) = (group, team, true);

    private Task MapAtOnceAsync((string Group, TeamChoice Team) choice) => TryAsync(
        () => Mapping.RunAsync(choice.Group, choice.Team.Id), Told(choice.Group, choice.Team.Name), () => UnmapAgainAsync(choice.Group));

    private Task OpenAtOnceAsync((string Group, OperationKey Key) wanted) => TryAsync(
        () => Opening.RunAsync(wanted.Group, wanted.Key), $"A team was created. {Told(wanted.Group, wanted.Group.Trim())}", () => UnmapAgainAsync(wanted.Group));

    private Task UnmapAsync(MappedGroup group) => TryAsync(
        () => Mapping.RunAsync(group.Id, null), $"{group.Id} is mapped no longer.",
        group.IsTeamActive ? () => TryAsync(() => Mapping.RunAsync(group.Id, group.Team), $"{group.Id} stands for {group.TeamName} again.") : null);

    private Task UnmapAgainAsync(string group) => TryAsync(() => Mapping.RunAsync(group, null), $"{group} is mapped no longer.");

    private async Task TryAsync(Func<Task<PolicyOutcome>> change, string told, Func<Task>? undo = null)
    {
        try
        {
            var outcome = await change();
            if (!outcome.IsDone)
            {
                Toasts.Alert(outcome.Problems[0].Message);
            }
            else
            {
                // Undone from another page, too: what it changes is asked for anew where it shows.
                Toasts.Success(told, undo is null ? null : "Undo", undo);
            }
        }
        catch (Exception problem) when (problem is AccessRefusedException or LedgerUnavailableException)
        {
            Toasts.Alert(problem is AccessRefusedException ? problem.Message : "The database cannot be written now. Nothing was changed; try again.");
        }

        // Undo comes from the messages, which are no part of this page.
        await InvokeAsync(RefreshAsync);
    }

    private static string Told(string group, string team) => $"{group} stands for {team} from the next request on.";

    private async Task DoneAsync(string told)
    {
        (_isMapping, _isImporting) = (false, false);
        await RefreshAsync();
        Toasts.Success(told);
    }

    private static bool Holds(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}

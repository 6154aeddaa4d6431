using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>
/// Settings -> Consumer groups: the gateways' groups with their teams, and the unmapped groups, each to be mapped with one click.
/// </summary>
public sealed partial class ConsumerGroupsPage
{
    private const string OnlyAdmins = "Only a finance admin can change who pays.";

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

    // Keeps unchanged menus as the same objects, so that an open menu is not redrawn.
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
        () => Mapping.RunAsync(group.Id, null), $"{group.Id} is no longer mapped.",
        group.IsTeamActive ? () => TryAsync(() => Mapping.RunAsync(group.Id, group.Team), $"{group.Id} is mapped to {group.TeamName} again.") : null);

    private Task UnmapAgainAsync(string group) => TryAsync(() => Mapping.RunAsync(group, null), $"{group} is no longer mapped.");

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
                // Undo also works from another page. Each page that shows the change reads it again.
                Toasts.Success(told, undo is null ? null : "Undo", undo);
            }
        }
        catch (Exception problem) when (problem is AccessRefusedException or LedgerUnavailableException)
        {
            Toasts.Alert(problem is AccessRefusedException ? problem.Message : "The database cannot be written now. Nothing was changed. Try again.");
        }

        // Undo comes from the messages, which are not part of this page.
        await InvokeAsync(RefreshAsync);
    }

    private static string Told(string group, string team) => $"{group} is mapped to {team} from the next request on.";

    private async Task DoneAsync(string told)
    {
        (_isMapping, _isImporting) = (false, false);
        await RefreshAsync();
        Toasts.Success(told);
    }

    private static bool Holds(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}

using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Identity.Pages;

/// <summary>Settings -> People: who may sign in and what they may do.</summary>
public partial class PeoplePage
{
    private const string OnlyAdmins = "Only a finance admin manages people.";

    private readonly Dictionary<PersonId, IReadOnlyList<MenuEntry>> _menus = [];
    private PeopleView? _view;
    private string _filter = "";
    private string? _asked;
    private Edited? _edited;
    private OneTimeLink? _link;
    private PersonListing? _disabling;

    /// <summary>A filter that a link brings along.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Filter { get; set; }

    [Inject]
    public required ListPeople People { get; init; }

    [Inject]
    public required ChangePeople Changes { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private string Subtitle => _view!.People.Count == 1 ? "1 person" : $"{_view.People.Count} people";

    private IReadOnlyList<PersonListing> Found => [.. _view!.People.Where(Fits)];

    protected override Task OnInitializedAsync() => FollowAsync(Topics.Record, ReadAsync);

    protected override void OnParametersSet()
    {
        if (Filter != _asked)
        {
            (_asked, _filter) = (Filter, Filter ?? "");
        }
    }

    protected override bool Takes(AccessRefusedException refused) => IsClosed = refused.Refusal == AccessRefusal.Forbidden;

    private static string LeadsOf(PersonListing person) => string.Join(", ", person.Leads.Select(account => account.Name));

    private static Tone ToneOf(PersonStatus status) => status switch
    {
        PersonStatus.Active => Tone.Good,
        PersonStatus.Invited => Tone.Info,
        PersonStatus.Disabled => Tone.Neutral,
    };

    private async Task ReadAsync(CancellationToken cancellation)
    {
        // Keeps unchanged menus as the same objects, so that an open menu is not redrawn.
        var before = (_view?.People ?? []).ToDictionary(person => person.Id);
        var couldManage = _view?.CanManage;
        _view = await People.ListAsync(cancellation);
        foreach (var person in _view.People.Where(person => couldManage != _view.CanManage || !IsSame(person, before.GetValueOrDefault(person.Id))))
        {
            _menus[person.Id] = MenuOf(person);
        }
    }

    // Everything that a menu, and the dialogs it opens, need of a person.
    private static bool IsSame(PersonListing now, PersonListing? before) => before is not null
        && (now.Email, now.Role, now.Status) == (before.Email, before.Role, before.Status) && now.Leads.SequenceEqual(before.Leads);

    private MenuEntry[] MenuOf(PersonListing person)
    {
        MenuEntry[] menu =
        [
            MenuEntry.For(this, "Change role and leads", "edit", () => Edit(person)),
            MenuEntry.For(this, "Link to set a password", "link", () => MakeLinkAsync(person))
                with { DisabledReason = person.Status == PersonStatus.Disabled ? "Enable the person first." : null },
            MenuEntry.For(this, "Sign out everywhere", "sign-out", () => SignOutAsync(person)),
            person.Status == PersonStatus.Disabled
                ? MenuEntry.For(this, "Enable", "check-circle", () => EnableAsync(person))
                : MenuEntry.For(this, "Disable", "lock", () => Disable(person)) with { Danger = true },
        ];
        return _view!.CanManage ? menu : [.. menu.Select(entry => entry with { DisabledReason = OnlyAdmins })];
    }

    private bool Fits(PersonListing person) =>
        _filter.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            $"{person.Email} {Roles.InWords(person.Role)} {LeadsOf(person)} {person.Status}"
                .Contains(word, StringComparison.OrdinalIgnoreCase));

    private void Invite() => _edited = new Edited(null);

    private void Edit(PersonListing person) => _edited = new Edited(person);

    private void Close() => _edited = null;

    private async Task DoneAsync((string Email, string? Link) done)
    {
        _edited = null;
        Show(done.Email, done.Link);
        Toasts.Success(done.Link is null ? $"{done.Email} was changed" : $"{done.Email} was invited");
        await RefreshAsync();
    }

    private async Task MakeLinkAsync(PersonListing person)
    {
        var answer = await Changes.CreateLinkAsync(person.Id);
        Show(person.Email, answer.Link);
        await TellAsync(answer, $"A link for {person.Email} was made");
    }

    private async Task EnableAsync(PersonListing person) =>
        await TellAsync(await Changes.EnableAsync(person.Id), $"{person.Email} can sign in again");

    private async Task SignOutAsync(PersonListing person) =>
        await TellAsync(await Changes.SignOutEverywhereAsync(person.Id), $"{person.Email} was signed out everywhere");

    private void Disable(PersonListing person) => (Problem, _disabling) = (null, person);

    private Task DisableAsync() => _disabling is not { } person ? Task.CompletedTask
        : SubmitAsync(() => Changes.DisableAsync(person.Id), answer =>
        {
            Problem = answer.Problem;
            _disabling = answer.Problem is null ? null : person;
            return answer.Problem is null ? TellAsync(answer, $"{person.Email} can no longer sign in") : Task.CompletedTask;
        });

    private async Task TellAsync(PeopleAnswer answer, string success)
    {
        if (answer.Problem is { } problem)
        {
            Toasts.Alert(problem);
        }
        else
        {
            Toasts.Success(success);
        }

        await RefreshAsync();
    }

    private void Show(string email, string? link)
    {
        if (link is not null)
        {
            _link = new OneTimeLink(email, Navigation.ToAbsoluteUri(link).AbsoluteUri);
        }
    }

    /// <summary>The open dialog: for a person, or null to invite one.</summary>
    private sealed record Edited(PersonListing? Person);

    private sealed record OneTimeLink(string Email, string Url);
}

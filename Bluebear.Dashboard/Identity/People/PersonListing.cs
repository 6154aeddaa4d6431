namespace Bluebear.Dashboard.Identity.People;

/// <summary>Whether a person can sign in. A closed set.</summary>
public enum PersonStatus
{
    /// <summary>Has not set a password yet.</summary>
    Invited,

    /// <summary>Can sign in.</summary>
    Active,

    /// <summary>May no longer sign in.</summary>
    Disabled,
}

/// <summary>An account that a person leads or could lead.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name, with its kind unless it is a workspace.</param>
public sealed record LeadableAccount(AccountId Id, string Name);

/// <summary>A person as the page shows them.</summary>
/// <param name="Id">The person.</param>
/// <param name="Email">The address they sign in with.</param>
/// <param name="Role">Their role.</param>
/// <param name="Leads">The active accounts they lead, by name.</param>
/// <param name="Status">Whether they can sign in.</param>
/// <param name="LastSignInAt">When they last signed in, or null.</param>
public sealed record PersonListing(
    PersonId Id, string Email, Role Role, IReadOnlyList<LeadableAccount> Leads, PersonStatus Status, DateTimeOffset? LastSignInAt);

/// <summary>The content of the page of people.</summary>
/// <param name="People">All people of the tenant, by e-mail address.</param>
/// <param name="Leadable">The accounts that can be led: workspaces, then others, users last; each by name.</param>
/// <param name="Self">The person who looks.</param>
/// <param name="CanManage">Whether they may change anything.</param>
public sealed record PeopleView(
    IReadOnlyList<PersonListing> People, IReadOnlyList<LeadableAccount> Leadable, PersonId? Self, bool CanManage);

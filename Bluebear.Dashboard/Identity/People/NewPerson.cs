namespace Bluebear.Dashboard.Identity.People;

/// <summary>A person to add.</summary>
/// <param name="Email">The address to sign in with.</param>
/// <param name="Role">The role.</param>
/// <param name="Password">The password, or null if the person sets one with a link.</param>
/// <param name="Leads">The accounts that the person leads.</param>
/// <param name="DisplayName">The name on screens; empty for the address.</param>
public sealed record NewPerson(
    string Email, Role Role, string? Password, IReadOnlyList<AccountId> Leads, string DisplayName = "");

/// <summary>The result of adding a person: the person, or why not.</summary>
/// <param name="Person">The person, or null.</param>
/// <param name="Refusal">Why not, or null.</param>
/// <param name="Detail">A more exact sentence than that of <see cref="PeopleRefusals"/>, or null.</param>
public sealed record AddedPerson(Person? Person, PeopleRefusal? Refusal = null, string? Detail = null)
{
    /// <summary>The refusal in a sentence; empty if there is none.</summary>
    public string Problem => Detail ?? (Refusal is { } refusal ? PeopleRefusals.InWords(refusal) : "");
}

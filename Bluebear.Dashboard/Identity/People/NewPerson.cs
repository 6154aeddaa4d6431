namespace Bluebear.Dashboard.Identity.People;

/// <summary>A person to add.</summary>
/// <param name="Email">The address to sign in with.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Password">The password, or null where the person sets one by a link.</param>
/// <param name="Leads">The accounts that the person leads.</param>
/// <param name="DisplayName">What to call the person; empty for the address.</param>
public sealed record NewPerson(
    string Email, Role Role, string? Password, IReadOnlyList<AccountId> Leads, string DisplayName = "");

/// <summary>What became of a person to add: the person, or why not.</summary>
/// <param name="Person">The person, or null.</param>
/// <param name="Refusal">Why not, or null.</param>
/// <param name="Detail">The refusal in words, where more is known than <see cref="PeopleRefusals"/> says.</param>
public sealed record AddedPerson(Person? Person, PeopleRefusal? Refusal = null, string? Detail = null)
{
    /// <summary>The refusal as a person reads it; empty where there is none.</summary>
    public string Problem => Detail ?? (Refusal is { } refusal ? PeopleRefusals.InWords(refusal) : "");
}

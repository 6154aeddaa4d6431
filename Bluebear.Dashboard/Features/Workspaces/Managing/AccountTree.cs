namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>An account that is a parent of others.</summary>
internal sealed record ParentFacts(long Id, string Name, string Kind, long? Parent);

/// <summary>The accounts above workspaces.</summary>
internal sealed class AccountTree(IEnumerable<ParentFacts> parents)
{
    private readonly Dictionary<long, ParentFacts> _byId = parents.ToDictionary(parent => parent.Id);

    /// <summary>The nearest organization above, by name, or null.</summary>
    public string? OrganizationOf(long? parent) => Above(parent).FirstOrDefault(account => account.Kind == AccountKinds.Organization)?.Name;

    private IEnumerable<ParentFacts> Above(long? parent)
    {
        while (parent is { } id && _byId.TryGetValue(id, out var account))
        {
            yield return account;
            parent = account.Parent;
        }
    }
}

using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Features.Workspaces;

/// <summary>An account that others stand below.</summary>
internal sealed record ParentFacts(long Id, string Name, string Kind, long? Parent, long Available);

/// <summary>What stands above workspaces.</summary>
internal sealed class AccountTree(IEnumerable<ParentFacts> parents)
{
    // In the order in which the workspace route asks them (product.md, Who pays); the Primary Workspace comes after them.
    private static readonly string[] Payers = [AccountKinds.SharedPool, AccountKinds.Organization];

    private readonly Dictionary<long, ParentFacts> _byId = parents.ToDictionary(parent => parent.Id);

    /// <summary>The nearest organization above, by name, or null.</summary>
    public string? OrganizationOf(long? parent) => Above(parent).FirstOrDefault(account => account.Kind == AccountKinds.Organization)?.Name;

    /// <summary>Who pays first for a workspace without an allocation: the first above it that has credits, by name, or null.</summary>
    public string? PayerAbove(long? parent) => Payers
        .Select(kind => Above(parent).FirstOrDefault(account => account.Kind == kind))
        .FirstOrDefault(account => account is { Available: > 0 })?.Name;

    private IEnumerable<ParentFacts> Above(long? parent)
    {
        while (parent is { } id && _byId.TryGetValue(id, out var account))
        {
            yield return account;
            parent = account.Parent;
        }
    }
}

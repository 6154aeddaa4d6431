using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>A workspace to create.</summary>
/// <param name="Name">See <see cref="AccountName"/>; unique among active workspaces.</param>
/// <param name="Organization">The account of kind organization above it, or null.</param>
/// <param name="Leads">People of the tenant who lead it.</param>
/// <param name="FirstAllocation">From the Primary Workspace, above zero, or null.</param>
public sealed record NewWorkspace(
    string Name, AccountId? Organization, IReadOnlyCollection<PersonId> Leads, Credits? FirstAllocation)
{
    /// <summary>The budget that was chosen for it; null for that of the organization's or the company's rule.</summary>
    public ChosenBudget? Budget { get; init; }
}

/// <summary>The choices for a new workspace.</summary>
/// <param name="Organizations">Active organizations by name.</param>
/// <param name="People">People of the tenant by e-mail address.</param>
/// <param name="PoolAvailable">The Primary Workspace's available credits for a first allocation; null in Shared Pool mode, which
/// has no allocations.</param>
public sealed record NewWorkspaceChoices(
    IReadOnlyList<(AccountId Id, string Name)> Organizations, IReadOnlyList<(PersonId Id, string Email)> People, Credits? PoolAvailable)
{
    /// <summary>The default budgets.</summary>
    public required BudgetRules Budgets { get; init; }

    /// <summary>Whether the person may choose another budget than the rule's.</summary>
    public bool CanPlan { get; init; }

    /// <summary>The tenant's zone.</summary>
    public required TimeZoneInfo Zone { get; init; }
}

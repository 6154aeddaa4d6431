namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>The content of the Workspaces page for one caller.</summary>
public sealed record WorkspaceList
{
    public required TenantId Tenant { get; init; }
    public required AccountId Primary { get; init; }
    public required string PrimaryName { get; init; }
    public required CreditMode Mode { get; init; }

    /// <summary>Says that moves are stopped; null if they are not.</summary>
    public StoppedMoves? Stopped { get; init; }

    /// <summary>False while enforcement is off. No request is then denied, whatever a row has left.</summary>
    public bool IsEnforced { get; init; } = true;

    /// <summary>In no particular order.</summary>
    public required IReadOnlyList<WorkspaceRow> Rows { get; init; }

    /// <summary>The tenant's day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What the caller may do here.</summary>
    public required WorkspaceRights Rights { get; init; }

    /// <summary>The organizations above the rows, by name.</summary>
    public IReadOnlyList<string> Organizations =>
        [.. Rows.Select(row => row.Organization).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>True if the account is one of the rows.</summary>
    public bool Shows(AccountId account) => Rows.Any(row => row.Id == account);

    /// <summary>The list with changed accounts. Accounts that are not on the list are ignored.</summary>
    public WorkspaceList With(IEnumerable<Account> accounts, TenantHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var changed = accounts.ToDictionary(account => account.Id);
        var isOtherMode = head.Mode != Mode;
        return this with
        {
            Mode = head.Mode,
            Rows = [.. Rows.Select(row => changed.TryGetValue(row.Id, out var account) ? row.With(account, head)
                : isOtherMode ? row with { InSharedPool = head.Mode == CreditMode.SharedPool } : row)],
        };
    }
}

/// <summary>
/// What a caller may do on the Workspaces page, to disable the rest and say why. The services check permissions themselves.
/// </summary>
/// <param name="Move">Move credits.</param>
/// <param name="Manage">Create, rename, delete.</param>
/// <param name="Purchase">Add credits.</param>
/// <param name="SwitchMode">Switch the credit mode.</param>
/// <param name="Plan">Plan budgets.</param>
public sealed record WorkspaceRights(bool Move, bool Manage, bool Purchase, bool SwitchMode, bool Plan);

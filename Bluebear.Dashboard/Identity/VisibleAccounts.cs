namespace Bluebear.Dashboard.Identity;

/// <summary>The accounts of a tenant that a caller may see. Other accounts do not exist for the caller.</summary>
/// <remarks>
/// In a query: <c>where visible.IsAll || visible.Ids.Contains(row.AccountId)</c>, beside the filter by tenant. A transfer is
/// visible if one of its accounts is. The other account's name may be shown, but not its balance.
/// </remarks>
public sealed class VisibleAccounts
{
    private readonly HashSet<long> _ids;

    private VisibleAccounts(bool all, HashSet<long> ids)
    {
        IsAll = all;
        _ids = ids;
        Ids = [.. ids.Order()];
    }

    /// <summary>Every account of the tenant.</summary>
    public static VisibleAccounts All { get; } = new(true, []);

    /// <summary>No account.</summary>
    public static VisibleAccounts None { get; } = new(false, []);

    /// <summary>True if every account of the tenant is visible. <see cref="Ids"/> is then empty.</summary>
    public bool IsAll { get; }

    /// <summary>The visible ids if not all are visible, in order.</summary>
    public IReadOnlyList<long> Ids { get; }

    /// <summary>Only these accounts.</summary>
    public static VisibleAccounts Only(IEnumerable<AccountId> accounts) =>
        new(false, [.. accounts.Select(account => account.Value)]);

    /// <summary>The led accounts and everything below them.</summary>
    /// <param name="led">The accounts that the person leads.</param>
    /// <param name="parents">Each account of the tenant with its parent.</param>
    public static VisibleAccounts Below(IReadOnlySet<AccountId> led, IEnumerable<(AccountId Account, AccountId Parent)> parents)
    {
        var children = parents.ToLookup(pair => pair.Parent, pair => pair.Account);
        HashSet<AccountId> seen = [.. led];
        var waiting = new Queue<AccountId>(led);
        while (waiting.TryDequeue(out var account))
        {
            foreach (var child in children[account].Where(seen.Add))
            {
                waiting.Enqueue(child);
            }
        }

        return Only(seen);
    }

    /// <summary>True if it is one of them. Does not check the tenant, see <see cref="Caller.CanSee"/>.</summary>
    public bool Includes(AccountId account) => IsAll || _ids.Contains(account.Value);
}

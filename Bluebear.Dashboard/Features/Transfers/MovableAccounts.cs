namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>An account as transfer dialogs need it.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, see <see cref="AccountKinds"/>.</param>
/// <param name="Available">Its available credits.</param>
public sealed record MovableAccount(AccountId Id, string Name, string Kind, Credits Available);

/// <summary>The accounts between which credits can move.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Primary">The Primary Workspace.</param>
/// <param name="Accounts">The requested accounts and all other active ones with available credits: the Primary Workspace first,
/// then by name.</param>
public sealed record MovableAccounts(TenantId Tenant, AccountId Primary, IReadOnlyList<MovableAccount> Accounts)
{
    /// <summary>The account, or null if it no longer exists.</summary>
    public MovableAccount? Find(AccountId id) => Accounts.FirstOrDefault(account => account.Id == id);

    /// <summary>The same with changed accounts.</summary>
    public MovableAccounts With(IEnumerable<Account> changed)
    {
        var news = changed.Where(account => account.IsActive).ToDictionary(account => account.Id);
        var known = Accounts.Select(account => account.Id).ToHashSet();
        return this with
        {
            Accounts =
            [
                .. Accounts.Select(account => news.TryGetValue(account.Id, out var now)
                    ? account with { Name = now.Name, Available = now.Available } : account),
                .. news.Values.Where(now => !known.Contains(now.Id) && now.Available.IsPositive)
                    .Select(now => new MovableAccount(now.Id, now.Name, now.Kind, now.Available)),
            ],
        };
    }
}

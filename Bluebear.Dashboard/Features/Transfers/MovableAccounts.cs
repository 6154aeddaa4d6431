namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>An account as a transfer sees it.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, see <see cref="AccountKinds"/>.</param>
/// <param name="Available">What it can give.</param>
public sealed record MovableAccount(AccountId Id, string Name, string Kind, Credits Available);

/// <summary>Who can give credits to whom.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Primary">The Primary Workspace.</param>
/// <param name="Accounts">The accounts asked for and every other active one with available credits; the Primary Workspace first, then by name.</param>
public sealed record MovableAccounts(TenantId Tenant, AccountId Primary, IReadOnlyList<MovableAccount> Accounts)
{
    /// <summary>The account, or null if it is gone.</summary>
    public MovableAccount? Find(AccountId id) => Accounts.FirstOrDefault(account => account.Id == id);

    /// <summary>The same with accounts as they now stand.</summary>
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

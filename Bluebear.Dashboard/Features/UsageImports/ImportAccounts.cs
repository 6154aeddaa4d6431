using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Finds a tenant's accounts by id, ref or name, as they were when it was created.</summary>
public sealed class ImportAccounts
{
    private readonly ILookup<string, KnownAccount> _byKey;
    private readonly Dictionary<AccountId, KnownAccount> _byId;

    private ImportAccounts(IReadOnlyList<KnownAccount> accounts)
    {
        _byId = accounts.ToDictionary(account => account.Id);
        _byKey = accounts
            .SelectMany(account => new[] { account.RefKey, account.NameKey }.OfType<string>().Distinct().Select(key => (key, account)))
            .ToLookup(pair => pair.key, pair => pair.account, StringComparer.Ordinal);
        Workspaces = [.. accounts.Where(account => account is { Kind: AccountKinds.Workspace, DeletedAt: null })
            .Select(account => PublicId.Format(PublicId.Account, account.Id.Value))];
        Users = [.. accounts.Where(account => account is { Kind: AccountKinds.User, DeletedAt: null })
            .Select(account => account.Ref ?? account.Name)];
    }

    /// <summary>The ids of the active workspaces without the Primary Workspace.</summary>
    public IReadOnlyList<string> Workspaces { get; }

    /// <summary>The users that have an account, by ref if they have one.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>Reads the accounts of the context's tenant.</summary>
    public static async Task<ImportAccounts> ReadAsync(BluebearDbContext context, CancellationToken cancellation) => new(
        await context.Accounts
            .Select(row => new KnownAccount(new AccountId(row.Id), row.Kind, row.Name, row.NameKey, row.Ref, row.RefKey, row.DeletedAt))
            .ToListAsync(cancellation));

    /// <summary>A workspace, which may be the Primary Workspace, or null.</summary>
    /// <param name="text">Its id, ref or name.</param>
    /// <param name="at">When the usage occurred: a deleted workspace is found for usage from before its deletion.</param>
    public AccountId? FindWorkspace(string text, DateTimeOffset at) =>
        Find(text, at, kind => kind is AccountKinds.Workspace or AccountKinds.Tenant);

    /// <summary>A team, or null.</summary>
    /// <inheritdoc cref="FindWorkspace"/>
    public AccountId? FindTeam(string text, DateTimeOffset at) => Find(text, at, kind => kind is AccountKinds.Team);

    private AccountId? Find(string text, DateTimeOffset at, Func<string, bool> isOfKind)
    {
        if (PublicId.TryParse(PublicId.Account, text, out var id))
        {
            return _byId.TryGetValue(new(id), out var named) && isOfKind(named.Kind) ? named.Id : null;
        }

        // A name may be reused after a deletion: the active account comes first, then the one deleted last.
        var key = Account.NameKey(text);
        return _byKey[key].Where(account => isOfKind(account.Kind) && (account.DeletedAt is null || at < account.DeletedAt))
            .OrderByDescending(account => account.DeletedAt is null)
            .ThenByDescending(account => account.RefKey == key)
            .ThenByDescending(account => account.DeletedAt)
            .FirstOrDefault()?.Id;
    }

    private sealed record KnownAccount(
        AccountId Id, string Kind, string Name, string NameKey, string? Ref, string? RefKey, DateTimeOffset? DeletedAt);
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>
/// Finds the wallets that a request names, by id or ref, and builds their answers. Scoped. Finding needs no query.
/// </summary>
/// <remarks>
/// A wallet that the caller may not see is not found. The services behind the endpoints check permissions. Calls with an
/// idempotency key use <see cref="NameAsync"/>, because the ledger may have answered the request before.
/// </remarks>
internal sealed class Wallets(ICurrentCaller callers, AccountDirectory directory, IDbContextFactory<BluebearDbContext> contexts)
{
    private Caller? _caller;
    private TenantAccounts? _accounts;
    private TenantPaths? _paths;

    /// <summary>The caller.</summary>
    /// <exception cref="AccessRefusedException">No one is signed in.</exception>
    public async ValueTask<Caller> CallerAsync(CancellationToken cancellation = default) =>
        _caller ??= await callers.FindAsync(cancellation) ?? throw AccessRefusedException.SignedOut();

    /// <summary>All accounts of the caller's tenant. Code that lists them must check <see cref="Caller.CanSee"/>.</summary>
    public async ValueTask<TenantAccounts> AccountsAsync(CancellationToken cancellation = default) =>
        _accounts ??= await directory.OfAsync((await CallerAsync(cancellation)).Tenant, cancellation);

    /// <summary>The same under the stored spend policies, which a command beside this process may have changed.</summary>
    public async ValueTask<TenantPaths> PathsAsync(CancellationToken cancellation = default)
    {
        if (_paths is null)
        {
            var accounts = await AccountsAsync(cancellation);
            await using var context = contexts.ForTenant((await CallerAsync(cancellation)).Tenant);
            _paths = new(accounts, await context.ReadRoutesAsync(cancellation));
        }

        return _paths;
    }

    /// <summary>The wallet that a text names.</summary>
    /// <param name="idOrRef">Its id, or its ref (ignoring letter case).</param>
    /// <param name="field">The field of the body or query that names it; null if the path names it.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ApiProblemException">404: there is no such wallet that the caller may see. 400: the name is
    /// missing.</exception>
    public async ValueTask<Account> FindAsync(string? idOrRef, string? field, CancellationToken cancellation = default) =>
        await LookUpAsync(idOrRef, field, orDeleted: field is not null, cancellation)
        ?? throw new ApiProblemException(ApiProblem.NotFound("wallet", field));

    /// <summary>The wallet that a text names, or null if the text is missing.</summary>
    /// <inheritdoc cref="FindAsync(string?, string?, CancellationToken)"/>
    public async ValueTask<Account?> FindOptionalAsync(string? idOrRef, string field, CancellationToken cancellation = default) =>
        idOrRef is null ? null : await FindAsync(idOrRef, field, cancellation);

    /// <summary>
    /// A wallet with the name that the request used. The ledger refuses an unknown name, unless it knows the request's key.
    /// </summary>
    /// <param name="idOrRef">Its id, or its ref (ignoring letter case). Also finds a deleted wallet, because late usage may name
    /// it.</param>
    /// <param name="field">The field that names it.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ApiProblemException">404: the caller may not see it. 400: the name is missing.</exception>
    public async ValueTask<NamedAccount> NameAsync(string? idOrRef, string field, CancellationToken cancellation = default)
    {
        var account = await LookUpAsync(idOrRef, field, orDeleted: true, cancellation);
        return NamedAccount.Sent(idOrRef!, (await CallerAsync(cancellation)).Tenant, account?.Id);
    }

    /// <summary>The same, or null if the text is missing.</summary>
    /// <inheritdoc cref="NameAsync(string?, string, CancellationToken)"/>
    public async ValueTask<NamedAccount?> NameOptionalAsync(string? idOrRef, string field, CancellationToken cancellation = default) =>
        idOrRef is null ? null : await NameAsync(idOrRef, field, cancellation);

    private async ValueTask<Account?> LookUpAsync(string? idOrRef, string? field, bool orDeleted, CancellationToken cancellation)
    {
        var named = Fields.Required(idOrRef, field ?? "id");
        var caller = await CallerAsync(cancellation);
        var account = (await AccountsAsync(cancellation)).Find(named, orDeleted);
        if (account is not null && !caller.CanSee(account.Id))
        {
            // Creating the exception records the refusal. The answer names the field.
            _ = AccessRefusedException.NotFound(caller);
            throw new ApiProblemException(ApiProblem.NotFound("wallet", field));
        }

        return account;
    }

    /// <summary>The wallet in its current state.</summary>
    public async ValueTask<WalletAnswer> AnswerAsync(AccountId id, CancellationToken cancellation = default)
    {
        var paths = await PathsAsync(cancellation);
        return Answer(paths, paths.Open(id) ?? throw new ApiProblemException(ApiProblem.NotFound("wallet")));
    }

    /// <summary>An account as the API shows it.</summary>
    public static WalletAnswer Answer(TenantPaths paths, Account account)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(account);
        return new(WalletAnswer.IdOf(account.Id), account.Kind, account.Name, account.Ref, WalletAnswer.IdOf(account.Parent),
            account.IsPrimary, account.Status, account.Posted, account.Reserved, account.Available,
            paths.EffectiveAvailable(account), account.Overage,
            Credits.Max(account.ReferenceBalance, Credits.Zero), Credits.Max(account.ReferenceBalance - account.Posted, Credits.Zero),
            account.OnExhausted);
    }
}

using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Prices.Aliases;

/// <summary>The model aliases of the caller's tenant.</summary>
public sealed class ModelAliases(AliasStore store, ICurrentCaller callers)
{
    /// <summary>The aliases, by name in ordinal order.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read prices.</exception>
    public async Task<IReadOnlyList<ModelAlias>> ListAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadPrices, cancellation);
        return await store.ReadAsync(caller.Tenant, cancellation);
    }

    /// <inheritdoc cref="AliasStore.SetAsync"/>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    public async Task<AliasProblem?> SetAsync(ModelAlias alias, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        return await store.SetAsync(caller.Tenant, alias, AuditActor.Of(caller), cancellation);
    }

    /// <inheritdoc cref="AliasStore.RemoveAsync"/>
    /// <exception cref="AccessRefusedException">The caller may not change prices.</exception>
    public async Task<bool> RemoveAsync(string alias, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePrices, cancellation);
        return await store.RemoveAsync(caller.Tenant, alias, AuditActor.Of(caller), cancellation);
    }
}

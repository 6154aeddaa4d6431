using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Prices.Aliases;

/// <summary>Why an alias was not recorded.</summary>
/// <param name="Field">What is wrong: <c>alias</c> or <c>model</c>.</param>
/// <param name="Message">What to do, for people.</param>
public sealed record AliasProblem(string Field, string Message);

/// <summary>
/// Records a tenant's model aliases. Does not check permissions: the services beside it do, and the command line belongs to the
/// operator of the machine.
/// </summary>
public sealed class AliasStore(IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AuditLog audit, TimeProvider clock)
{
    /// <summary>The aliases, by name in ordinal order.</summary>
    public async Task<IReadOnlyList<ModelAlias>> ReadAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        return await context.ReadAliasesAsync(cancellation);
    }

    /// <summary>Records an alias, or another model for it. Nothing changes if it is already so.</summary>
    /// <returns>
    /// Why it was refused: a name is not 1-255 printable characters, the model is not in the price list, or the alias has a price of
    /// its own, which would count. Null if it is recorded.
    /// </returns>
    public Task<AliasProblem?> SetAsync(TenantId tenant, ModelAlias alias, AuditActor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(alias);
        return writes.WriteAsync(
            tenant,
            async context =>
            {
                var problem = await FindProblemAsync(context, alias, cancellation);
                if (problem is null)
                {
                    await AddAsync(context, tenant, alias.Alias, alias.Model, actor, cancellation);
                }

                return problem;
            },
            cancellation);
    }

    /// <summary>Removes an alias. Usage that was priced by it keeps its price.</summary>
    /// <returns>False if there is none of that name.</returns>
    public Task<bool> RemoveAsync(TenantId tenant, string alias, AuditActor actor, CancellationToken cancellation) =>
        writes.WriteAsync(tenant, context => AddAsync(context, tenant, alias, null, actor, cancellation), cancellation);

    // Asks for two names only: the ledger waits for the gate.
    private static async Task<AliasProblem?> FindProblemAsync(BluebearDbContext context, ModelAlias alias, CancellationToken cancellation) =>
        !SetPrice.IsModelName(alias.Alias) ? new("alias", "Enter the name as requests send it: 1 to 255 printable characters.")
        : await context.ModelPrices.AnyAsync(row => row.Model == alias.Alias, cancellation)
            ? new("alias", "This name has a price of its own in the list, which counts. It needs no alias.")
        : !await context.ModelPrices.AnyAsync(row => row.Model == alias.Model, cancellation)
            ? new("model", "The price list has no such model. Name one that it has.")
        : null;

    private async Task<bool> AddAsync(
        BluebearDbContext context, TenantId tenant, string alias, string? model, AuditActor actor, CancellationToken cancellation)
    {
        var before = (await context.ReadAliasesAsync(cancellation)).FirstOrDefault(known => known.Alias == alias)?.Model;
        if (before == model)
        {
            return false;
        }

        context.ModelAliases.Add(new()
        {
            TenantId = tenant.Value,
            Alias = alias,
            Model = model,
            RecordedAt = Instants.Truncate(clock.GetUtcNow()),
            Actor = actor.Name,
        });
        audit.Add(context, tenant, actor, model is null ? AuditActions.AliasRemoved : AuditActions.AliasSet, alias, before, model);
        return true;
    }
}

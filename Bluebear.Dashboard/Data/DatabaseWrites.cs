using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data;

/// <summary>Writes everything outside the ledger: people, settings, prices.</summary>
/// <remarks>
/// Each call is one transaction under the write gate. The ledger waits for it, so the work must be short and must not wait.
/// </remarks>
public sealed class DatabaseWrites(IDbContextFactory<BluebearDbContext> factory, DatabaseGate gate)
{
    /// <summary>Runs <paramref name="work"/>, saves what it changed and commits; an exception undoes all of it.</summary>
    /// <param name="tenant">The tenant that queries see; null for work on tenants and people only.</param>
    /// <param name="work">The work on the context. It may save and query in between.</param>
    /// <param name="cancellation">Stops. Nothing is done then.</param>
    /// <exception cref="LedgerUnavailableException">The gate was not free in time. Nothing was done.</exception>
    public Task WriteAsync(TenantId? tenant, Func<BluebearDbContext, Task> work, CancellationToken cancellation = default) =>
        WriteAsync(tenant, async context =>
        {
            await work(context);
            return true;
        }, cancellation);

    /// <inheritdoc cref="WriteAsync(TenantId?, Func{BluebearDbContext, Task}, CancellationToken)"/>
    /// <returns>The result of the work.</returns>
    public async Task<TResult> WriteAsync<TResult>(TenantId? tenant, Func<BluebearDbContext, Task<TResult>> work,
        CancellationToken cancellation = default)
    {
        using var pass = await gate.EnterAsync(cancellation);
        await using var context = await factory.CreateDbContextAsync(cancellation);
        context.Tenant = tenant;
        context.HoldsGate = true;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var result = await work(context);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return result;
    }
}

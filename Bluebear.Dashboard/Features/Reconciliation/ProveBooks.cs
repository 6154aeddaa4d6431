using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>The result of checking a tenant's books.</summary>
/// <param name="Transfers">The number of checked transfers.</param>
/// <param name="Accounts">The number of checked accounts.</param>
/// <param name="Differences">The differences, each in a sentence; empty if there are none.</param>
internal sealed record BooksProof(long Transfers, long Accounts, IReadOnlyList<string> Differences);

/// <summary>Proves a tenant's books from their entries: conservation, balances, usage sums and seals.</summary>
internal sealed class ProveBooks(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, CheckBooks check)
{
    /// <summary>Checks everything written before it began. A difference stops the tenant's moves.</summary>
    /// <exception cref="AccessRefusedException">The caller may not reconcile.</exception>
    public async Task<BooksProof> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadReconciliation, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var head = await db.TenantHeads.Select(row => new { row.Transfers, row.Accounts }).SingleAsync(cancellation);
        var books = await check.RunAsync(caller.Tenant, null, AuditActor.Of(caller), cancellation);
        return books[0].Failure is { } failure
            ? throw new LedgerUnavailableException(failure)
            : new(head.Transfers, head.Accounts, books[0].Differences);
    }
}

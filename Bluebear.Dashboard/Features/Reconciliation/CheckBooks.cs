using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Proves books from their entries, and where they do not agree stops the tenant's moves until a finance admin has looked.</summary>
/// <remarks>Reservations stop, too; charges, open holds and purchases go on: they happened. What was looked at before stops nothing again, unless more has come.</remarks>
internal sealed class CheckBooks(VerifyLedger verify, DatabaseWrites writes, AuditLog audit, TimeProvider clock)
{
    private const int MostOnRecord = 20;

    // It reads the whole ledger: one at a time, whoever asks.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Checks one tenant's books, or everybody's, as they stood when it began.</summary>
    /// <param name="only">The tenant, or null for all.</param>
    /// <param name="expected">A seal's hash noted earlier, or null.</param>
    /// <param name="actor">On whose behalf; stands on the record where something is found.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be read, or a difference that was found cannot be written down.</exception>
    public async Task<IReadOnlyList<VerifiedBooks>> RunAsync(
        TenantId? only, byte[]? expected, AuditActor actor, CancellationToken cancellation = default)
    {
        var all = await VerifyAsync(only, expected, cancellation);
        await StopAsync(all, actor, cancellation);
        return all;
    }

    /// <summary>Stops the moves of each whose books do not agree, unless that was looked at before.</summary>
    /// <returns>Those whose moves are stopped now, or were before.</returns>
    public async Task<IReadOnlyList<VerifiedBooks>> StopAsync(
        IReadOnlyList<VerifiedBooks> all, AuditActor actor, CancellationToken cancellation = default)
    {
        var stopped = new List<VerifiedBooks>();
        foreach (var books in all)
        {
            if (books.Differences.Count > 0 && await StopAsync(books, actor, cancellation))
            {
                stopped.Add(books);
            }
        }

        return stopped;
    }

    /// <summary>What a check finds now; it stops nothing.</summary>
    public async Task<IReadOnlyList<VerifiedBooks>> VerifyAsync(TenantId? only, byte[]? expected, CancellationToken cancellation = default)
    {
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => verify.Run(only, expected, cancellation), cancellation);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Differences as they stand on the record: the first ones.</summary>
    public static string OnRecord(VerifiedBooks books) => string.Join('\n', books.Differences.Take(MostOnRecord));

    private Task<bool> StopAsync(VerifiedBooks books, AuditActor actor, CancellationToken cancellation) =>
        writes.WriteAsync(books.Tenant, async context =>
        {
            var tenant = await context.Tenants.SingleAsync(row => row.Id == books.Tenant.Value, cancellation);
            if (tenant.MovesStoppedAt is null && tenant.SeenDifferences != books.Fingerprint)
            {
                tenant.MovesStoppedAt = clock.GetUtcNow();
                audit.Add(context, books.Tenant, actor, AuditActions.MovesStopped, books.Name, after: OnRecord(books));
            }

            return tenant.MovesStoppedAt is not null;
        }, cancellation);
}

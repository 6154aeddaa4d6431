using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>
/// Proves books from their entries. If there is a difference, stops the tenant's moves until a finance admin has reviewed it.
/// </summary>
/// <remarks>
/// Reservations stop too. Charges, open holds and purchases continue, because they record what has happened. A reviewed
/// difference does not stop moves again, unless more differences appear.
/// </remarks>
internal sealed class CheckBooks(VerifyLedger verify, DatabaseWrites writes, AuditLog audit, TimeProvider clock)
{
    private const int MostOnRecord = 20;

    // It reads the whole ledger, so only one check runs at a time.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Checks the books of one tenant or of all, as they are when it begins.</summary>
    /// <param name="only">The tenant, or null for all.</param>
    /// <param name="expected">A seal's hash noted earlier, or null.</param>
    /// <param name="actor">Who asked for the check; goes to the audit log if there is a difference.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be read, or a difference cannot be recorded.</exception>
    public async Task<IReadOnlyList<VerifiedBooks>> RunAsync(
        TenantId? only, byte[]? expected, AuditActor actor, CancellationToken cancellation = default)
    {
        var all = await VerifyAsync(only, expected, cancellation);
        await StopAsync(all, actor, cancellation);
        return all;
    }

    /// <summary>Stops the moves of each tenant whose books have a difference that was not reviewed.</summary>
    /// <returns>The tenants whose moves are stopped, now or before.</returns>
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

    /// <summary>Checks without stopping anything.</summary>
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

    /// <summary>The first differences, in the form of the audit log.</summary>
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

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>A stop of a tenant's moves.</summary>
/// <param name="At">When it began.</param>
/// <param name="By">Who asked for the check: a person, the command line, or the application itself.</param>
/// <param name="Differences">The first differences found.</param>
internal sealed record MovesStop(DateTimeOffset At, string By, IReadOnlyList<string> Differences)
{
    /// <summary>The current stop, or null if there is none. For a caller who may reconcile.</summary>
    public static async Task<MovesStop?> FindAsync(BluebearDbContext db, TenantId tenant, CancellationToken cancellation)
    {
        var at = await db.Tenants.Where(row => row.Id == tenant.Value).Select(row => row.MovesStoppedAt).SingleAsync(cancellation);
        if (at is not { } since)
        {
            return null;
        }

        var found = await db.AuditEvents.Where(row => row.Action == AuditActions.MovesStopped).OrderByDescending(row => row.Id)
            .Select(row => new { row.Actor, row.After }).FirstAsync(cancellation);
        return new(since, found.Actor, (found.After ?? "").Split('\n'));
    }
}

/// <summary>Lets a tenant's credits move again after a finance admin has reviewed the differences.</summary>
internal sealed class ReleaseMoves(
    ICurrentCaller callers, DatabaseWrites writes, CheckBooks check, AuditLog audit)
{
    /// <summary>Checks again and releases the moves. Who, why and the differences found then go to the audit log.</summary>
    /// <param name="reason">The result of the review; not empty.</param>
    /// <param name="cancellation">Stops. Nothing is done then.</param>
    /// <returns>Why it is not possible, or null when it is done.</returns>
    /// <exception cref="AccessRefusedException">The caller is not a finance admin.</exception>
    public async Task<string?> RunAsync(string reason, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReleaseMoves, cancellation);
        var why = reason.Trim();
        if (why.Length is 0 or > InternedText.MaxLength || !InternedText.IsPrintable(why))
        {
            return "Enter what you found, for later readers of the audit log.";
        }

        var books = (await check.VerifyAsync(caller.Tenant, null, cancellation))[0];
        if (books.Failure is not null)
        {
            return "The books cannot be checked at the moment, so nothing is released. Try again in a few seconds.";
        }

        await writes.WriteAsync(caller.Tenant, async context =>
        {
            var tenant = await context.Tenants.SingleAsync(row => row.Id == caller.Tenant.Value, cancellation);
            if (tenant.MovesStoppedAt is null)
            {
                return;
            }

            tenant.MovesStoppedAt = null;
            tenant.SeenDifferences = books.Fingerprint;
            tenant.SeenAccounts = await SeenAccounts.FindAsync(context, cancellation);
            audit.Add(context, caller.Tenant, AuditActor.Of(caller), AuditActions.MovesReleased, books.Name,
                before: CheckBooks.OnRecord(books), reason: why);
        }, cancellation);
        return null;
    }
}

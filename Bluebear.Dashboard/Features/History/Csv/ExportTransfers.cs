using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History.Csv;

/// <summary>A file that a caller may have.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Write">Writes it.</param>
public sealed record LedgerFile(string Name, Func<TextWriter, CancellationToken, Task> Write);

/// <summary>Writes the transfers that a filter lets through as comma-separated values: all pages of what the ledger lists.</summary>
public sealed class ExportTransfers(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Checks who asks and whether they may see the account that is asked for. Nothing is written yet.</summary>
    /// <exception cref="AccessRefusedException">They may not.</exception>
    public async Task<LedgerFile> PrepareAsync(LedgerFilter filter, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ExportBooks, cancellation);
        if (filter.Account is { } account)
        {
            caller.RequireSight(account);
        }

        return new($"ledger-{TenantDays.Of(now, caller.TimeZone):yyyy-MM-dd}.csv", (output, stop) => new LedgerCsv(contexts)
            .WriteAsync(caller.Tenant, caller.TimeZone, caller.VisibleAccounts, filter, output, stop));
    }

    /// <summary>Writes a tenant's ledger for the person who runs the installation: who asks is not checked.</summary>
    internal static Task WriteAllAsync(IDbContextFactory<BluebearDbContext> contexts, TenantId tenant, TimeZoneInfo zone,
        LedgerFilter filter, TextWriter output, CancellationToken cancellation) =>
        new LedgerCsv(contexts).WriteAsync(tenant, zone, VisibleAccounts.All, filter, output, cancellation);
}

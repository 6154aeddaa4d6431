using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History.Csv;

/// <summary>A file for a caller.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Write">Writes its content.</param>
public sealed record LedgerFile(string Name, Func<TextWriter, CancellationToken, Task> Write);

/// <summary>Writes the transfers of a filter as comma-separated values: all pages of the ledger's list.</summary>
public sealed class ExportTransfers(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>Checks whether the caller may see the requested account. Writes nothing yet.</summary>
    /// <exception cref="AccessRefusedException">The caller may not.</exception>
    public async Task<LedgerFile> PrepareAsync(LedgerFilter filter, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ExportBooks, cancellation);
        string? name = null;
        if (filter.Account is { } account)
        {
            caller.RequireSight(account);
            await using var db = contexts.ForTenant(caller.Tenant);
            name = await db.Accounts.Where(row => row.Id == account.Value).Select(row => row.Name).FirstOrDefaultAsync(cancellation);
        }

        var file = LedgerFileName.Of(filter, name, TenantDays.Of(now, caller.TimeZone), caller.TimeZone);
        return new(file, (output, stop) => new LedgerCsv(contexts)
            .WriteAsync(caller.Tenant, caller.TimeZone, caller.VisibleAccounts, filter, output, stop));
    }

    /// <summary>Writes a tenant's ledger for the command line. Does not check permissions.</summary>
    internal static Task WriteAllAsync(IDbContextFactory<BluebearDbContext> contexts, TenantId tenant, TimeZoneInfo zone,
        LedgerFilter filter, TextWriter output, CancellationToken cancellation) =>
        new LedgerCsv(contexts).WriteAsync(tenant, zone, VisibleAccounts.All, filter, output, cancellation);
}

using System.CommandLine;
using System.Text;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.History.Csv;
using Bluebear.Dashboard.Identity.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>export csv</c>: the ledger, one line for each transfer.</summary>
internal static class ExportCsvCommand
{
    private static readonly Option<string> Tenant = new("--tenant") { Required = true, Description = "The tenant's id or exact name." };

    private static readonly Option<string?> From = new("--from")
    {
        Description = "The first day (in the tenant's calendar) or instant (2026-11-01T09:30:00Z) by the recording of transfers.",
    };

    private static readonly Option<string?> To = new("--to") { Description = "The last day (included) or an instant (excluded)." };
    private static readonly Option<string?> File = new("--output", "-o") { Description = "The file to write. Default: standard output." };

    /// <summary>The command.</summary>
    public static Command Create(string[] settings)
    {
        var command = new Command("csv", "The ledger as comma-separated values, safe to open in a spreadsheet.") { Tenant, From, To, File };
        command.SetAction((parsed, cancellation) =>
        {
            var filter = new LedgerFilter { From = Bound(parsed.GetValue(From), "--from"), To = Bound(parsed.GetValue(To), "--to") };
            if (filter is { From: { } from, To: { } to } && to.IsBefore(from))
            {
                throw CommandFailure.Usage(LedgerFilterProblems.EndBeforeStart);
            }

            return CommandHost.RunAsync(settings, (services, cancelled) => RunAsync(services, parsed, filter, cancelled), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, LedgerFilter filter, CancellationToken cancellation)
    {
        var tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancellation);
        var contexts = services.GetRequiredService<IDbContextFactory<BluebearDbContext>>();
        var zone = await ZoneAsync(contexts, tenant, cancellation);
        if (parsed.GetValue(File) is not { } path)
        {
            await ExportTransfers.WriteAllAsync(contexts, tenant, zone, filter, parsed.InvocationConfiguration.Output, cancellation);
            return ExitCode.Done;
        }

        await using var output = Open(path);
        await ExportTransfers.WriteAllAsync(contexts, tenant, zone, filter, output, cancellation);
        return ExitCode.Done;
    }

    private static BookBound? Bound(string? text, string option) => text is null ? null
        : BookBound.TryParse(text, out var bound) ? bound
        : throw CommandFailure.Usage($"{option} \"{text}\" is not a date. {LedgerFilterProblems.BadDate}");

    private static async Task<TimeZoneInfo> ZoneAsync(
        IDbContextFactory<BluebearDbContext> contexts, TenantId tenant, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        var name = await context.Tenants.Where(row => row.Id == tenant.Value).Select(row => row.TimeZone).SingleAsync(cancellation);
        return TimeZones.Of(name);
    }

    private static StreamWriter Open(string path)
    {
        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or DirectoryNotFoundException or NotSupportedException)
        {
            throw CommandFailure.Usage($"\"{path}\" cannot be written: {problem.Message}");
        }
    }
}

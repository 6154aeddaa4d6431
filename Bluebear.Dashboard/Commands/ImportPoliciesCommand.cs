using System.CommandLine;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Policies.Yaml;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>import policies</c>: imports the teams of a gateway's consumer groups, and whether wallets are enforced.</summary>
internal static class ImportPoliciesCommand
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "YAML with consumer_groups and cost_tracking. A missing part changes nothing." };
    private static readonly Option<string> Tenant = ImportCommand.Tenant();
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Reports and exits like the import, but changes nothing." };

    public static Command Create(string[] settings)
    {
        var command = new Command("policies", "Imports who pays: consumer groups and enforcement. Imports the whole file or nothing.") { FileName, Tenant, DryRun };
        command.SetAction((parsed, cancellation) => RunAsync(settings, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, ParseResult parsed, CancellationToken cancellation)
    {
        var file = await ReadAsync(parsed.GetRequiredValue(FileName), cancellation);
        return await CommandHost.RunAsync(settings, async (services, cancelled) =>
        {
            var tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancelled);
            var import = await ImportAsync(services.GetRequiredService<PolicyImports>(), tenant, file, parsed.GetValue(DryRun), cancelled);
            await ReportAsync(parsed.InvocationConfiguration.Output, import);
            return import.Faults.Count == 0 ? ExitCode.Done : ExitCode.Refused;
        }, cancellation);
    }

    private static async Task<PolicyImport> ImportAsync(
        PolicyImports imports, TenantId tenant, byte[] file, bool isDryRun, CancellationToken cancellation)
    {
        try
        {
            return isDryRun
                ? await imports.PreviewAsync(tenant, file, cancellation)
                : await imports.ImportAsync(tenant, file, AuditActor.CommandLine, null, cancellation);
        }
        catch (FormatException problem)
        {
            throw CommandFailure.Usage(problem.Message);
        }
    }

    private static async Task ReportAsync(TextWriter output, PolicyImport import)
    {
        if (import.Outcome is null)
        {
            await output.WriteLineAsync($"rejected {import.Faults.Count}");
        }

        foreach (var fault in import.Faults)
        {
            await output.WriteLineAsync($"line {fault.Line}: {fault.Reason}");
        }

        foreach (var line in import.Outcome is { } outcome ? PolicyChangeWords.Of(outcome) : [])
        {
            await output.WriteLineAsync(line);
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var file = ImportCommand.OpenFile(path);
        // One byte more than allowed, so that a larger file is refused for its size.
        var bytes = new byte[PolicyFile.MaxBytes + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return bytes[..length];
    }
}

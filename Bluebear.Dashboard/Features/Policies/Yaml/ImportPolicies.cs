using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Features.Policies.Yaml;

/// <summary>Imports the caller's policies from YAML, and exports them.</summary>
public sealed class ImportPolicies(PolicyImports imports, ICurrentCaller callers)
{
    /// <summary>What <see cref="RunAsync"/> would do. Changes nothing.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change who pays.</exception>
    /// <exception cref="FormatException">The file cannot be read. The message names the line.</exception>
    public async Task<PolicyImport> PreviewAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await imports.PreviewAsync(caller.Tenant, file, cancellation);
    }

    /// <summary>Imports a file, all or nothing. Who and why go to the audit log.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change who pays.</exception>
    /// <exception cref="FormatException">The file cannot be read. The message names the line.</exception>
    public async Task<PolicyImport> RunAsync(ReadOnlyMemory<byte> file, string? reason, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await imports.ImportAsync(caller.Tenant, file, AuditActor.Of(caller), reason, cancellation);
    }

    /// <summary>The policies as such a file.</summary>
    /// <exception cref="AccessRefusedException">The caller may not export, or not read the books of the whole tenant.</exception>
    public async Task<byte[]> ExportAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ExportBooks, cancellation);
        caller.RequireWholeTenant();
        return await imports.ExportAsync(caller.Tenant, cancellation);
    }
}

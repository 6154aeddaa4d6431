using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Features.Policies.Yaml;

/// <summary>Takes the caller's rules over from YAML, and writes them out.</summary>
public sealed class ImportPolicies(PolicyImports imports, ICurrentCaller callers)
{
    /// <summary>What <see cref="RunAsync"/> would do; changes nothing.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change who pays.</exception>
    /// <exception cref="FormatException">It is no such file; the message names the line.</exception>
    public async Task<PolicyImport> PreviewAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await imports.PreviewAsync(caller.Tenant, file, cancellation);
    }

    /// <summary>Imports a file, all of it or nothing, with who and why on the record.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change who pays.</exception>
    /// <exception cref="FormatException">It is no such file; the message names the line.</exception>
    public async Task<PolicyImport> RunAsync(ReadOnlyMemory<byte> file, string? reason, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await imports.ImportAsync(caller.Tenant, file, AuditActor.Of(caller), reason, cancellation);
    }

    /// <summary>The rules as such a file.</summary>
    /// <exception cref="AccessRefusedException">The caller may not export, or not read the books of the whole tenant.</exception>
    public async Task<byte[]> ExportAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ExportBooks, cancellation);
        caller.RequireWholeTenant();
        return await imports.ExportAsync(caller.Tenant, cancellation);
    }
}

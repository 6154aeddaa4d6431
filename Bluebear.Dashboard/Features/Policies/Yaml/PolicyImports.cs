using System.Text;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Features.Policies.Yaml;

/// <summary>The result of an import of policies, or of its preview.</summary>
/// <param name="Outcome">The changes; null if a line is wrong and nothing changes.</param>
/// <param name="Faults">The wrong lines, in order.</param>
public sealed record PolicyImport(PolicyOutcome? Outcome, IReadOnlyList<FaultyLine> Faults);

/// <summary>
/// Imports policies from YAML, a whole file or nothing, and exports them. Does not check permissions: the services beside it do,
/// and the command line belongs to the operator of the machine.
/// </summary>
public sealed class PolicyImports(PolicyStore book)
{
    /// <summary>The changes that an import of a file would make. Changes nothing.</summary>
    /// <exception cref="FormatException">The file cannot be read. The message names the line.</exception>
    public Task<PolicyImport> PreviewAsync(TenantId tenant, ReadOnlyMemory<byte> file, CancellationToken cancellation) =>
        RunAsync(file, change => book.PreviewAsync(tenant, change, cancellation));

    /// <summary>Imports a file. What is already the same does not change.</summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public Task<PolicyImport> ImportAsync(
        TenantId tenant, ReadOnlyMemory<byte> file, AuditActor actor, string? reason, CancellationToken cancellation) =>
        RunAsync(file, change => book.ChangeAsync(tenant, change, actor, reason, cancellation), change => book.PreviewAsync(tenant, change, cancellation));

    /// <summary>The policies as such a file.</summary>
    public async Task<byte[]> ExportAsync(TenantId tenant, CancellationToken cancellation) =>
        Encoding.UTF8.GetBytes(PolicyYamlWriter.Write(await book.ReadAsync(tenant, canEdit: false, cancellation)));

    private static async Task<PolicyImport> RunAsync(
        ReadOnlyMemory<byte> bytes, Func<PolicyChange, Task<PolicyOutcome>> run, Func<PolicyChange, Task<PolicyOutcome>>? check = null)
    {
        var file = PolicyYamlReader.Read(bytes);
        // With one wrong line nothing may change. The other lines are still checked.
        var outcome = await (file.Faults.Count > 0 ? check ?? run : run)(file.Change);
        var faults = file.FaultsWith(outcome.Problems);
        return new(faults.Count == 0 ? outcome : null, faults);
    }
}

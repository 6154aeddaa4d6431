using System.Text;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Features.Policies.Yaml;

/// <summary>What an import of rules did, or would do.</summary>
/// <param name="Outcome">What changes; null where a line is faulty: then nothing does.</param>
/// <param name="Faults">The faulty lines, in order.</param>
public sealed record PolicyImport(PolicyOutcome? Outcome, IReadOnlyList<FaultyLine> Faults);

/// <summary>
/// Takes rules over from YAML, all of a file or nothing, and writes them. Does not ask who is calling: the services beside it do, and the
/// command line belongs to whoever runs the machine.
/// </summary>
public sealed class PolicyImports(PolicyStore book)
{
    /// <summary>What importing a file would change. Changes nothing.</summary>
    /// <exception cref="FormatException">It is no such file; the message names the line.</exception>
    public Task<PolicyImport> PreviewAsync(TenantId tenant, ReadOnlyMemory<byte> file, CancellationToken cancellation) =>
        RunAsync(file, change => book.PreviewAsync(tenant, change, cancellation));

    /// <summary>Imports a file; what stands already is left as it is.</summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public Task<PolicyImport> ImportAsync(
        TenantId tenant, ReadOnlyMemory<byte> file, AuditActor actor, string? reason, CancellationToken cancellation) =>
        RunAsync(file, change => book.ChangeAsync(tenant, change, actor, reason, cancellation), change => book.PreviewAsync(tenant, change, cancellation));

    /// <summary>The rules as such a file.</summary>
    public async Task<byte[]> ExportAsync(TenantId tenant, CancellationToken cancellation) =>
        Encoding.UTF8.GetBytes(PolicyYamlWriter.Write(await book.ReadAsync(tenant, canEdit: false, cancellation)));

    private static async Task<PolicyImport> RunAsync(
        ReadOnlyMemory<byte> bytes, Func<PolicyChange, Task<PolicyOutcome>> run, Func<PolicyChange, Task<PolicyOutcome>>? check = null)
    {
        var file = PolicyYamlReader.Read(bytes);
        // With a line that is not understood nothing may change; the others are looked at all the same.
        var outcome = await (file.Faults.Count > 0 ? check ?? run : run)(file.Change);
        var faults = file.FaultsWith(outcome.Problems);
        return new(faults.Count == 0 ? outcome : null, faults);
    }
}

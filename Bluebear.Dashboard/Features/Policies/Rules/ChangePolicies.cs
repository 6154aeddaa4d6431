using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>Changes the spend policies of the caller's tenant.</summary>
public sealed class ChangePolicies(PolicyStore book, ICurrentCaller callers)
{
    /// <summary>
    /// The policies after a change, and the workspaces that would then block or no longer block. Changes nothing.
    /// </summary>
    /// <exception cref="AccessRefusedException">The caller may not change who pays.</exception>
    public async Task<PolicyOutcome> PreviewAsync(PolicyChange change, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await book.PreviewAsync(caller.Tenant, change, cancellation);
    }

    /// <summary>Changes the named parts, all or nothing. Who, why, before and after go to the audit log.</summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public async Task<PolicyOutcome> RunAsync(PolicyChange change, string? reason, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await book.ChangeAsync(caller.Tenant, change, AuditActor.Of(caller), reason, cancellation);
    }
}

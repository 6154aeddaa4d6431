using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>Changes the caller's rules of who pays.</summary>
public sealed class ChangePolicies(PolicyStore book, ICurrentCaller callers)
{
    /// <summary>The whole as it would be, and which workspaces would block or fall through in another way. Changes nothing.</summary>
    /// <exception cref="AccessRefusedException">The caller may not change who pays.</exception>
    public async Task<PolicyOutcome> PreviewAsync(PolicyChange change, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await book.PreviewAsync(caller.Tenant, change, cancellation);
    }

    /// <summary>Changes the parts that are named, all or nothing; who, why, before and after are put on the record.</summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public async Task<PolicyOutcome> RunAsync(PolicyChange change, string? reason, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await book.ChangeAsync(caller.Tenant, change, AuditActor.Of(caller), reason, cancellation);
    }
}

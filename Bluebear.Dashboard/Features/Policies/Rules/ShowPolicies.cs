using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>Reads the spend policies of the caller's tenant.</summary>
public sealed class ShowPolicies(PolicyStore book, ICurrentCaller callers)
{
    /// <summary>All policies.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books of the whole tenant.</exception>
    public async Task<PolicyView> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireWholeTenant();
        return await book.ReadAsync(caller.Tenant, caller.Can(Permission.ManagePolicies), cancellation);
    }
}

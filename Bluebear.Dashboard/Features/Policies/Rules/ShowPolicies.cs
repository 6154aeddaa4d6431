using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>Shows the caller's rules of who pays.</summary>
public sealed class ShowPolicies(PolicyStore book, ICurrentCaller callers)
{
    /// <summary>All of them.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books of the whole tenant.</exception>
    public async Task<PolicyView> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireWholeTenant();
        return await book.ReadAsync(caller.Tenant, caller.Can(Permission.ManagePolicies), cancellation);
    }
}

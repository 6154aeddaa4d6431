using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>Maps a consumer group to a team.</summary>
public sealed class MapConsumerGroup(PolicyStore book, ICurrentCaller callers)
{
    /// <summary>Maps it, or removes its mapping. Other groups do not change.</summary>
    /// <param name="group">The id as the gateway sends it.</param>
    /// <param name="team">The team account, or null to remove the mapping.</param>
    /// <param name="reason">Why, or null.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not change who pays.</exception>
    public async Task<PolicyOutcome> RunAsync(string group, AccountId? team, string? reason = null, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        return await book.MapAsync(caller.Tenant, group, team, AuditActor.Of(caller), reason, cancellation);
    }
}

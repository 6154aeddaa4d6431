using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Policies;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Reads a tenant's spend policies, for all code except the ledger's writer.</summary>
public static class StoredPolicies
{
    /// <summary>The stored policies with the mapped consumer groups; the defaults if none are stored.</summary>
    /// <param name="context">A context of the tenant.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<SpendPolicies> ReadPoliciesAsync(this BluebearDbContext context, CancellationToken cancellation = default)
    {
        var rules = await context.ReadRoutesAsync(cancellation);
        var groups = await context.ConsumerGroups.AsNoTracking().ToListAsync(cancellation);
        return rules with
        {
            ConsumerGroups = groups.ToDictionary(static group => group.GroupId, static group => new AccountId(group.TeamId), StringComparer.Ordinal),
        };
    }

    /// <summary>The same without the consumer groups, for callers that do not need them.</summary>
    /// <inheritdoc cref="ReadPoliciesAsync"/>
    public static async Task<SpendPolicies> ReadRoutesAsync(this BluebearDbContext context, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await context.SpendPolicies.AsNoTracking().SingleOrDefaultAsync(cancellation) is { } row ? Of(row) : SpendPolicies.Default;
    }

    private static SpendPolicies Of(SpendPoliciesRow row) => new()
    {
        WalletEnforcement = row.WalletEnforcement,
        Split = row.Split,
        PersonalUse = row.PersonalUse,
        WorkspaceRoute = RouteText.Parse(row.WorkspaceRoute),
        TeamRoute = RouteText.Parse(row.TeamRoute),
        PersonalRoute = RouteText.Parse(row.PersonalRoute),
    };
}

using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>A change as the audit log has it.</summary>
/// <param name="Actor">Who: an e-mail address, a key, or the command line.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, or null if no reason was given.</param>
public sealed record PolicyEvent(string Actor, DateTimeOffset At, string? Reason);

internal static class PolicyEvents
{
    /// <summary>The latest change of a kind in the context's tenant, or null.</summary>
    public static Task<PolicyEvent?> LatestAsync(BluebearDbContext context, string action, CancellationToken cancellation) =>
        context.AuditEvents.AsNoTracking().Where(row => row.Action == action).OrderByDescending(row => row.Id)
            .Select(row => new PolicyEvent(row.Actor, row.RecordedAt, row.Reason)).FirstOrDefaultAsync(cancellation);
}

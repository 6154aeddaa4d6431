using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.People;

namespace Bluebear.Dashboard.Identity.Audit;

/// <summary>Records who changed what, in the same commit as the change.</summary>
public sealed class AuditLog(TimeProvider clock)
{
    /// <summary>Adds an event, which the context saves together with the change.</summary>
    /// <param name="context">The context of the change.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">What was changed.</param>
    /// <param name="before">The value before, or null.</param>
    /// <param name="after">The value after, or null.</param>
    /// <param name="reason">Why, or null.</param>
    internal void Add(BluebearDbContext context, TenantId tenant, AuditActor actor, string action, string subject,
        string? before = null, string? after = null, string? reason = null) =>
        context.AuditEvents.Add(new AuditEventRow
        {
            TenantId = tenant.Value,
            RecordedAt = clock.GetUtcNow(),
            PersonId = actor.Person?.Value,
            Actor = actor.Name,
            Action = action,
            Subject = subject,
            Before = before,
            After = after,
            Reason = reason,
        });
}

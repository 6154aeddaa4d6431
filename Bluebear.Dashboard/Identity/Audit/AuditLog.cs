using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.People;

namespace Bluebear.Dashboard.Identity.Audit;

/// <summary>Writes down who changed what, in the same commit as the change.</summary>
public sealed class AuditLog(TimeProvider clock)
{
    /// <summary>Adds an event that the context saves with everything else.</summary>
    /// <param name="context">Where the change itself is made.</param>
    /// <param name="tenant">Whose event it is.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">To whom or what.</param>
    /// <param name="before">How it was, or null.</param>
    /// <param name="after">How it is, or null.</param>
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

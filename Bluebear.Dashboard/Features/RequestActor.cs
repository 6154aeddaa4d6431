using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>Who files or answers a request, and the person behind it.</summary>
/// <param name="Audit">The actor as the audit log names it.</param>
/// <param name="OnBehalfOf">
/// A person's e-mail address: the person's own, or that of who made the key. A key that no person made stands for itself.
/// </param>
public sealed record RequestActor(AuditActor Audit, string OnBehalfOf)
{
    /// <summary>True if the request is this actor's own: filed by them, by a key that they made, or by who made this key.</summary>
    public bool Owns(CreditRequestRow request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.RequestedOnBehalfOf == OnBehalfOf || request.RequestedBy == Audit.Name;
    }

    /// <summary>The caller. Reads who made the key.</summary>
    internal static async Task<RequestActor> OfAsync(BluebearDbContext context, Caller caller, CancellationToken cancellation)
    {
        var actor = AuditActor.Of(caller);
        if (caller.Key is not { } key)
        {
            return new(actor, actor.Name);
        }

        var maker = await context.ApiKeys.Where(row => row.Id == key.Value).Select(row => row.CreatedBy).SingleOrDefaultAsync(cancellation);
        return new(actor, maker?.Contains('@', StringComparison.Ordinal) == true
            ? maker : "key " + key.Value.ToString(CultureInfo.InvariantCulture));
    }
}

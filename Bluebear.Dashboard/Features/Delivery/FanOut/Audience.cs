using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Delivery.FanOut;

/// <summary>The people of a tenant who may be mailed, and what they were mailed of lately.</summary>
internal sealed class Audience
{
    // By person, account, kind and severity.
    private readonly HashSet<(long Person, long? Account, string? Kind, string? Severity)> _mailed = [];

    private Audience(IReadOnlyList<Reader> readers, TimeZoneInfo zone) => (Readers, Zone) = (readers, zone);

    /// <summary>Nobody: e-mail is not set up.</summary>
    public static Audience Nobody { get; } = new([], TimeZoneInfo.Utc);

    /// <summary>The people.</summary>
    public IReadOnlyList<Reader> Readers { get; }

    /// <summary>The tenant's zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>True if one of them is an operator.</summary>
    public bool HasOperators => Readers.Any(static reader => reader.Role == Role.Operator);

    /// <summary>Reads them.</summary>
    public static async Task<Audience> ReadAsync(BluebearDbContext context, TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var zone = await context.Tenants.Where(row => row.Id == tenant.Value).Select(static row => row.TimeZone).SingleAsync(cancellation);
        var audience = new Audience(
            await ReadersAsync(context, tenant, cancellation), TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc);
        var since = now - DeliveryPlan.Cooldown;
        var mailed =
            from row in context.Deliveries
            join told in context.OutboxEvents on row.EventId equals told.Id
            where row.PersonId != null && row.CreatedAt > since && row.State != DeliveryState.NotSent && told.Type == OutboxTypes.AlertRaised
            select new { Person = row.PersonId!.Value, told.AccountId, told.Kind, told.Severity };
        await foreach (var row in mailed.Distinct().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            audience._mailed.Add((row.Person, row.AccountId, row.Kind, row.Severity));
        }

        return audience;
    }

    /// <summary>True the first time in a day for each person, account, kind and severity.</summary>
    public bool TryMail(Reader reader, OutboxEventRow alert) => _mailed.Add((reader.Id, alert.AccountId, alert.Kind, alert.Severity));

    /// <summary>The active people of a tenant.</summary>
    internal static async Task<IReadOnlyList<Reader>> ReadersAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation)
    {
        var people = await context.Users.AsNoTracking().Where(person => person.TenantId == tenant.Value && !person.IsDisabled && person.Email != null)
            .OrderBy(person => person.Id).Select(person => new { person.Id, person.Email, person.Role }).ToListAsync(cancellation);
        var led = (await context.AccountLeads.AsNoTracking().Select(row => new { row.PersonId, row.AccountId }).ToListAsync(cancellation))
            .ToLookup(static row => row.PersonId, static row => row.AccountId);
        var settings = await context.NotificationSettings.AsNoTracking().ToDictionaryAsync(static row => row.PersonId, cancellation);
        return people.ConvertAll(person => new Reader(person.Id, person.Email!, person.Role, led[person.Id].ToHashSet(), settings.GetValueOrDefault(person.Id)));
    }
}

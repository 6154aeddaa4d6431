using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>Writes what is to be told by mail and webhook into the commit that makes it happen, so that it is never lost nor told in vain.</summary>
public static class Outbox
{
    /// <summary>The name of the due work that delivers. Ring its bell after the commit.</summary>
    public const string Work = "deliveries";

    private const int MaxSubject = 500;

    /// <summary>Adds an event to the caller's context. The caller saves it, under the write gate.</summary>
    /// <param name="context">A context that writes, see <c>DatabaseWrites</c>.</param>
    /// <param name="tenant">Whose event it is.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="now">When.</param>
    public static void Add(BluebearDbContext context, TenantId tenant, OutboxEvent happened, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(happened);
        context.OutboxEvents.Add(new()
        {
            Id = TenantScopedId.Compose(tenant, LastNumber(context, tenant) + 1),
            TenantId = tenant.Value,
            Type = happened.Type,
            AccountId = happened.Account?.Value,
            Severity = happened.Severity,
            Kind = happened.Kind,
            Person = happened.Person,
            Subject = Cut(string.IsNullOrWhiteSpace(happened.Subject) ? happened.Type : happened.Subject),
            Data = happened.Data,
            CreatedAt = Instants.Truncate(now),
        });
    }

    // A pair of surrogates is one character and is not cut in two.
    private static string Cut(string text) => text.Length <= MaxSubject ? text
        : text[..(char.IsHighSurrogate(text[MaxSubject - 1]) ? MaxSubject - 1 : MaxSubject)];

    private static long LastNumber(BluebearDbContext context, TenantId tenant)
    {
        var (first, last) = (TenantScopedId.Compose(tenant, 0), TenantScopedId.Compose(tenant, TenantScopedId.MaxNumber));
        // What this context adds is numbered on from what it has added; only the first asks the database.
        var added = context.OutboxEvents.Local.Where(row => row.Id >= first && row.Id <= last).Select(static row => row.Id).DefaultIfEmpty().Max();
        var number = added > 0 ? added
            : context.OutboxEvents.IgnoreQueryFilters().Where(row => row.Id >= first && row.Id <= last).Max(static row => (long?)row.Id) ?? first;
        return TenantScopedId.NumberOf(number);
    }
}

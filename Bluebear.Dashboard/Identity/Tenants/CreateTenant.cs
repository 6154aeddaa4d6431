using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Tenants;

/// <summary>Creates tenants, each with its Primary Workspace and empty books in Shared Pool mode.</summary>
public sealed class CreateTenant(DatabaseWrites writes, AuditLog audit, TimeProvider clock)
{
    private const string PrimaryName = "Primary Workspace";

    /// <summary>Creates a tenant in one transaction and returns its number, or why not.</summary>
    /// <param name="name">1-100 characters, different from all other tenants.</param>
    /// <param name="timeZone">An IANA name.</param>
    /// <param name="actor">Who creates it.</param>
    /// <param name="cancellation">Stops. Nothing is done then.</param>
    public Task<CreatedTenant> CreateAsync(string name, string timeZone, AuditActor actor, CancellationToken cancellation = default) =>
        writes.WriteAsync(null, context => AddAsync(context, name, timeZone, actor, cancellation), cancellation);

    /// <summary>Adds a new tenant to a context that holds the gate, to be saved together with other changes.</summary>
    internal async Task<CreatedTenant> AddAsync(BluebearDbContext context, string name, string timeZone, AuditActor actor,
        CancellationToken cancellation)
    {
        var trimmed = name.Trim();
        if (ProblemWith(trimmed, timeZone) is { } refusal)
        {
            return new CreatedTenant(default, refusal);
        }

        if (await context.Tenants.AnyAsync(row => row.Name == trimmed, cancellation))
        {
            return new CreatedTenant(default, TenantRefusal.NameTaken);
        }

        var last = await context.Tenants.MaxAsync(row => (int?)row.Id, cancellation) ?? 0;
        var tenant = new TenantId(last + 1);
        AddRows(context, tenant, trimmed, timeZone);
        audit.Add(context, tenant, actor, AuditActions.TenantCreated, trimmed, after: timeZone);
        return new CreatedTenant(tenant);
    }

    private static TenantRefusal? ProblemWith(string name, string timeZone) =>
        !AccountName.IsWellFormed(name) ? TenantRefusal.NameMalformed
        : !TimeZones.TryFind(timeZone, out _) ? TenantRefusal.TimeZoneUnknown
        : null;

    private void AddRows(BluebearDbContext context, TenantId tenant, string name, string timeZone)
    {
        var now = clock.GetUtcNow();
        var primary = TenantScopedId.Compose(tenant, 1);
        context.Tenants.Add(new TenantRow { Id = tenant.Value, Name = name, TimeZone = timeZone, CreatedAt = now });
        context.Accounts.Add(new AccountRow
        {
            Id = primary,
            TenantId = tenant.Value,
            Kind = AccountKinds.Tenant,
            Name = PrimaryName,
            NameKey = Account.NameKey(PrimaryName),
            CreatedAt = now,
        });
        context.TenantHeads.Add(new TenantHeadRow
        {
            TenantId = tenant.Value,
            PrimaryId = primary,
            Mode = CreditMode.SharedPool,
            LastRecordedAt = DateTimeOffset.UnixEpoch,
            Accounts = 1,
            SealHash = new byte[32],
        });
    }
}

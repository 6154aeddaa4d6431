using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Identity.SignIn;
using Bluebear.Dashboard.Identity.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity;

/// <summary>
/// Reads the caller from the database on every call. A request's key is read once, because each request sends it.
/// </summary>
internal sealed class CurrentCaller(
    CallerPrincipal principal, Sessions sessions, CheckKey keys, RefusedAccess refused, IDbContextFactory<BluebearDbContext> contexts)
    : ICurrentCaller
{
    /// <inheritdoc/>
    public async Task<Caller?> FindAsync(CancellationToken cancellation = default)
    {
        if (principal.Key is { } sent)
        {
            return sent;
        }

        var user = await principal.GetAsync();
        if (KeyClaims.Of(user) is { } key)
        {
            return (await keys.CheckAgainAsync(key.Id, key.Rotation))?.Caller;
        }

        var person = await sessions.FindPersonAsync(user, cancellation);
        if (person is null)
        {
            return null;
        }

        var caller = await DescribeAsync(person, cancellation);
        return caller with { NoteRefusal = what => refused.Note(caller.Tenant, AuditActor.Of(caller), what) };
    }

    /// <inheritdoc/>
    public async Task<Caller> RequireAsync(Permission permission, CancellationToken cancellation = default)
    {
        var caller = await FindAsync(cancellation) ?? throw AccessRefusedException.SignedOut();
        caller.Require(permission);
        return caller;
    }

    private async Task<Caller> DescribeAsync(Person person, CancellationToken cancellation)
    {
        var tenantId = new TenantId(person.TenantId);
        await using var context = contexts.ForTenant(tenantId);
        var tenant = await context.Tenants.SingleAsync(row => row.Id == person.TenantId, cancellation);
        var led = await context.AccountLeads.Where(row => row.PersonId == person.Id)
            .Select(row => new AccountId(row.AccountId)).ToListAsync(cancellation);
        return new Caller
        {
            Tenant = tenantId,
            TenantName = tenant.Name,
            TimeZone = TimeZones.Of(tenant.TimeZone, out var isKnown),
            UnknownTimeZone = isKnown ? null : tenant.TimeZone,
            Person = new PersonId(person.Id),
            Actor = person.Email!,
            DisplayName = person.DisplayName is { Length: > 0 } name ? name : person.Email!,
            Role = person.Role,
            LedAccounts = led.ToHashSet(),
            VisibleAccounts = Permissions.SeesEveryAccount(person.Role)
                ? VisibleAccounts.All
                : await BelowAsync(context, [.. led], cancellation),
        };
    }

    private static async Task<VisibleAccounts> BelowAsync(BluebearDbContext context, HashSet<AccountId> led,
        CancellationToken cancellation)
    {
        if (led.Count == 0)
        {
            return VisibleAccounts.None;
        }

        var parents = await context.Accounts.Where(row => row.ParentId != null)
            .Select(row => new { row.Id, Parent = row.ParentId!.Value }).ToListAsync(cancellation);
        return VisibleAccounts.Below(led, parents.Select(pair => (new AccountId(pair.Id), new AccountId(pair.Parent))));
    }
}

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>Who can sign in to the demo tenant, and how.</summary>
/// <param name="People">E-mail addresses and roles.</param>
/// <param name="Password">The same for all.</param>
public sealed record DemoAccess(IReadOnlyList<(string Email, Role Role)> People, string Password);

/// <summary>The demo tenant: made once from a fixed seed, dated relative to the day, and then kept.</summary>
/// <remarks>
/// Everything is posted through the ledger, under a clock that moves through the past. Use it before anything is served.
/// </remarks>
public sealed class DemoTenant(
    IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, ILedgerStore store, IPasswordHasher<Person> hasher,
    DemoPassword generated, ILookupNormalizer normalizer, WebhookSecret secrets, TimeProvider clock, IOptions<DemoOptions> options, ILoggerFactory loggers)
{
    private const int Seed = 20_260_301;

    /// <summary>The name of the first tenant in the database other than a finished demo tenant, or null.</summary>
    public async Task<string?> FindOtherTenantAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Tenants.Where(tenant => tenant.Name != DemoCast.Company).Select(tenant => tenant.Name)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The state of the demo tenant.</summary>
    public async Task<DemoState> FindStateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Tenants.AnyAsync(cancellation)
            ? await context.Users.AnyAsync(cancellation) ? DemoState.Finished : DemoState.Unfinished
            : DemoState.Missing;
    }

    /// <summary>
    /// Makes the tenant with its past in an empty database. People come last: if they are missing, it was interrupted.
    /// </summary>
    /// <returns>The tenant.</returns>
    public async Task<TenantId> FillAsync(CancellationToken cancellation)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(DemoCast.TimeZone);
        var calendar = new DemoCalendar(clock.GetUtcNow(), zone);
        var (roster, past) = (new DemoRoster(), new DemoClock(calendar.Start));
        var charges = new DemoSpend(roster, Seed).Between(calendar.SpendStart, calendar.Now - TimeSpan.FromMinutes(1), zone);
        var audit = new AuditLog(past);
        var created = await new CreateTenant(writes, audit, past)
            .CreateAsync(DemoCast.Company, DemoCast.TimeZone, AuditActor.CommandLine, cancellation);
        await AddPricesAsync(created.Tenant, past.GetUtcNow(), cancellation);
        await using var ledger = new CreditLedger(store, past, [], loggers.CreateLogger<CreditLedger>());
        var books = new DemoBooks(ledger, past, created.Tenant);
        var life = new DemoPast(books, roster, calendar);
        await life.LiveAsync(DemoPlan.Make(roster, calendar, charges), charges, cancellation);
        await MapGroupsAsync(created.Tenant, life, audit, cancellation);
        await new DemoRequests(writes, life, books, calendar, created.Tenant).MakeAsync(cancellation);
        await new DemoDenials(writes, life, calendar, created.Tenant).MakeAsync(cancellation);
        await new DemoDeliveries(writes, secrets, life, calendar, created.Tenant).MakeAsync(cancellation);
        var people = new AddPerson(writes, hasher, normalizer, audit, past);
        foreach (var person in DemoCast.People)
        {
            var wanted = new NewPerson(person.Email, person.Role, null, [.. person.Leads.Select(life.Workspace)], person.Name);
            await people.AddAsync(created.Tenant, wanted, AuditActor.CommandLine, cancellation);
        }

        return created.Tenant;
    }

    /// <summary>Gives all people the configured password or the generated one. Open sessions stay valid.</summary>
    public async Task<DemoAccess> OpenAsync(CancellationToken cancellation)
    {
        var password = options.Value.Password is { Length: > 0 } chosen ? chosen : generated.Get();
        var hash = hasher.HashPassword(new Person(), password);
        await writes.WriteAsync(null, context => context.Users.ExecuteUpdateAsync(
            people => people.SetProperty(person => person.PasswordHash, hash)
                .SetProperty(person => person.AccessFailedCount, 0)
                .SetProperty(person => person.LockoutEnd, (DateTimeOffset?)null),
            cancellation), cancellation);
        return new([.. DemoCast.People.Select(static person => (person.Email, person.Role))], password);
    }

    private Task MapGroupsAsync(TenantId tenant, DemoPast life, AuditLog audit, CancellationToken cancellation) =>
        writes.WriteAsync(tenant, context =>
        {
            foreach (var (group, team) in life.MappedGroups)
            {
                context.ConsumerGroups.Add(new() { TenantId = tenant.Value, GroupId = group, TeamId = team.Value });
            }

            audit.Add(context, tenant, new(DemoCast.Finance.Email), AuditActions.GroupMapped, "consumer groups", reason: "The gateway's groups at the start");
            return Task.CompletedTask;
        }, cancellation);

    private Task AddPricesAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellation) =>
        writes.WriteAsync(tenant, async context =>
        {
            await context.Tenants.Where(row => row.Id == tenant.Value)
                .ExecuteUpdateAsync(row => row.SetProperty(found => found.CreditsPerUsd, DemoModels.CreditsPerUsd), cancellation);
            context.AddRange(DemoModels.Prices.Values.Select(price => price.ToRow(tenant, now, DemoCast.Finance.Email)));
        }, cancellation);
}

/// <summary>The state of a demo tenant. A closed set.</summary>
public enum DemoState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>Its making was interrupted.</summary>
    Unfinished,

    /// <summary>It is complete.</summary>
    Finished,
}

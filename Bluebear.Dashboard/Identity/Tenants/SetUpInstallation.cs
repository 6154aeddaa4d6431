using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Tenants;

/// <summary>The details of the first finance admin and their company.</summary>
public sealed record FirstAdmin(string Company, string TimeZone, string Email, string Password);

/// <summary>Creates the first tenant and its finance admin, for a holder of the set-up link. Works once.</summary>
public sealed class SetUpInstallation(
    DatabaseWrites writes, IDbContextFactory<BluebearDbContext> contexts, CreateTenant tenants, AddPerson people, SetupToken token)
{
    private const string Closed = "This link is no longer valid.";

    /// <summary>The path and query of a new link, or null if someone can already sign in.</summary>
    public async Task<string?> CreateLinkAsync(CancellationToken cancellation = default) =>
        await HasPeopleAsync(cancellation) ? null : $"{DashboardUrls.Setup}?token={token.Create()}";

    /// <summary>True if the link is valid: made by this process within a day, unused, and no one can sign in yet.</summary>
    public async Task<bool> IsOpenAsync(string? secret, CancellationToken cancellation = default) =>
        token.IsValid(secret) && !await HasPeopleAsync(cancellation);

    /// <summary>Creates both in one transaction. Returns the person, or what is wrong in a sentence.</summary>
    public async Task<(Person? Admin, string? Problem)> RunAsync(string? secret, FirstAdmin first,
        CancellationToken cancellation = default)
    {
        if (!await IsOpenAsync(secret, cancellation))
        {
            return (null, Closed);
        }

        var (draft, refused) = people.Draft(new NewPerson(first.Email, Role.FinanceAdmin, first.Password, []));
        if (draft is null)
        {
            return (null, refused!.Problem);
        }

        var problem = await writes.WriteAsync(null, context => AddAsync(context, first, draft, cancellation), cancellation);
        if (problem is null)
        {
            token.Spend();
        }

        return problem is null ? (draft, null) : (null, problem);
    }

    // The gate is held: if two submit at once, the second one finds the first one's tenant.
    private async Task<string?> AddAsync(BluebearDbContext context, FirstAdmin first, Person draft, CancellationToken cancellation)
    {
        if (await context.Users.AnyAsync(cancellation))
        {
            return Closed;
        }

        var created = await tenants.AddAsync(context, first.Company, first.TimeZone, AuditActor.Setup, cancellation);
        if (created.Refusal is not null)
        {
            return created.Problem;
        }

        await context.SaveChangesAsync(cancellation);
        await people.AddAsync(context, created.Tenant, draft, [], AuditActor.Setup, cancellation);
        return null;
    }

    private async Task<bool> HasPeopleAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Users.AnyAsync(cancellation);
    }
}

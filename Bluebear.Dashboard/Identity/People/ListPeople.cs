using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.People;

/// <summary>Lists the people of the caller's tenant.</summary>
public sealed class ListPeople(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>
    /// All people, and the accounts that they may lead. Refuses a caller without <see cref="Permission.ReadPeople"/>.
    /// </summary>
    public async Task<PeopleView> ListAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadPeople, cancellation);
        await using var context = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var leadable = await LeadableAsync(context, cancellation);
        var names = leadable.ToDictionary(account => account.Id);
        var leads = (await context.AccountLeads.Select(row => new { row.PersonId, row.AccountId }).ToListAsync(cancellation))
            .ToLookup(row => row.PersonId, row => new AccountId(row.AccountId));
        var people = await context.Users.Where(person => person.TenantId == caller.Tenant.Value)
            .OrderBy(person => person.NormalizedEmail).ToListAsync(cancellation);
        return new PeopleView([.. people.Select(person => Describe(person, leads[person.Id], names))], leadable, caller.Person,
            caller.Can(Permission.ManagePeople));
    }

    private static async Task<IReadOnlyList<LeadableAccount>> LeadableAsync(BluebearDbContext context, CancellationToken cancellation)
    {
        var accounts = await context.Accounts.Where(row => row.Status == AccountStatus.Active)
            .Select(row => new { row.Id, row.Kind, row.Name }).ToListAsync(cancellation);
        return [.. accounts
            .OrderBy(row => Rank(row.Kind)).ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase)
            .Select(row => new LeadableAccount(new AccountId(row.Id), NameOf(row.Kind, row.Name)))];
    }

    // People usually lead workspaces, sometimes an account above them, and hardly ever a user's account.
    private static int Rank(string kind) => kind switch
    {
        AccountKinds.Workspace => 0,
        AccountKinds.User => 2,
        _ => 1,
    };

    private static string NameOf(string kind, string name) =>
        kind is AccountKinds.Workspace or AccountKinds.Tenant ? name : $"{name} ({kind})";

    private static PersonListing Describe(Person person, IEnumerable<AccountId> leads,
        Dictionary<AccountId, LeadableAccount> names) =>
        new(new PersonId(person.Id), person.Email!, person.Role,
            [.. leads.Where(names.ContainsKey).Select(id => names[id]).OrderBy(account => account.Name, StringComparer.OrdinalIgnoreCase)],
            person.IsDisabled ? PersonStatus.Disabled : person.PasswordHash is null ? PersonStatus.Invited : PersonStatus.Active,
            person.LastSignInAt);
}

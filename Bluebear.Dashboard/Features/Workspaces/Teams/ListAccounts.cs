using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Teams;

/// <summary>Lists accounts of any kind. A kind is data, so unknown kinds are listed like the others.</summary>
internal sealed class ListAccounts(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The active accounts of a kind (null: of every kind) that the caller may see.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<AccountList> LoadAsync(string? kind, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var visible = Visible(db, caller).Where(row => row.Status == AccountStatus.Active);
        var rows = await visible.Where(row => kind == null || row.Kind == kind).OrderBy(row => row.NameKey).ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        var kinds = await visible.Select(row => row.Kind).Distinct().OrderBy(name => name).ToListAsync(cancellation);
        var mode = await db.TenantHeads.Select(head => head.Mode).SingleAsync(cancellation);
        var parents = await ParentsAsync(db, caller, kind, cancellation);
        var leads = await LeadsAsync(db, kind, cancellation);
        var groups = (await db.ConsumerGroups.OrderBy(group => group.GroupId).ToListAsync(cancellation))
            .ToLookup(group => group.TeamId, group => group.GroupId);
        return new(
            [
                .. rows.Select(row => new AccountListing(
                    AccountReads.ToAccount(row), row.ParentId is { } parent ? parents.GetValueOrDefault(parent) : null,
                    [.. leads[row.Id]], [.. groups[row.Id]])),
            ],
            kinds, caller.Can(Permission.ManageWorkspaces), caller.Can(Permission.MoveCredits), mode);
    }

    /// <summary>One active account that the caller may see, or null.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<AccountListing?> FindAsync(AccountId account, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var row = await Visible(db, caller).SingleOrDefaultAsync(row => row.Id == account.Value && row.Status == AccountStatus.Active, cancellation);
        if (row is null)
        {
            return null;
        }

        var parent = await Visible(db, caller).Where(above => above.Id == row.ParentId).Select(above => above.Name).SingleOrDefaultAsync(cancellation);
        var leads = await LeadsAsync(db, row.Kind, cancellation);
        var groups = await db.ConsumerGroups.Where(group => group.TeamId == row.Id).OrderBy(group => group.GroupId)
            .Select(group => group.GroupId).ToListAsync(cancellation);
        return new(AccountReads.ToAccount(row), parent, [.. leads[row.Id]], groups);
    }

    /// <summary>The choices for an account.</summary>
    /// <exception cref="AccessRefusedException">The caller may not manage accounts.</exception>
    public async Task<AccountChoices> LoadChoicesAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var parents = await Visible(db, caller).Where(row => row.Status == AccountStatus.Active)
            .OrderBy(row => row.NameKey).Select(row => new { row.Id, row.Kind, row.Name }).ToListAsync(cancellation);
        var people = await db.Users.Where(person => person.TenantId == caller.Tenant.Value && !person.IsDisabled)
            .OrderBy(person => person.NormalizedEmail).Select(person => new { person.Id, person.Email }).ToListAsync(cancellation);
        return new(
            [.. parents.Select(row => (new AccountId(row.Id), row.Kind, row.Name))],
            [.. people.Select(person => new Lead(new(person.Id), person.Email ?? ""))]);
    }

    private static IQueryable<AccountRow> Visible(BluebearDbContext db, Caller caller)
    {
        if (caller.VisibleAccounts.IsAll)
        {
            return db.Accounts;
        }

        var ids = caller.VisibleAccounts.Ids;
        return db.Accounts.Where(row => ids.Contains(row.Id));
    }

    private static async Task<Dictionary<long, string>> ParentsAsync(
        BluebearDbContext db, Caller caller, string? kind, CancellationToken cancellation)
    {
        var above = db.Accounts.Where(row => row.Status == AccountStatus.Active && (kind == null || row.Kind == kind) && row.ParentId != null)
            .Select(row => row.ParentId!.Value).Distinct();
        return await Visible(db, caller).Where(row => above.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
    }

    private static async Task<ILookup<long, Lead>> LeadsAsync(BluebearDbContext db, string? kind, CancellationToken cancellation)
    {
        var leads = await db.AccountLeads
            .Where(lead => kind == null || db.Accounts.Any(row => row.Id == lead.AccountId && row.Kind == kind))
            .Join(db.Users, lead => lead.PersonId, person => person.Id, (lead, person) => new { lead.AccountId, person.Id, person.Email })
            .OrderBy(lead => lead.Email).ToListAsync(cancellation);
        return leads.ToLookup(lead => lead.AccountId, lead => new Lead(new(lead.Id), lead.Email ?? ""));
    }
}

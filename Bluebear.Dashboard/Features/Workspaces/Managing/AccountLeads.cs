using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>
/// Sets the leads of an account and records it in the audit log. Leads see what they lead. Does not check permissions.
/// </summary>
internal sealed class AccountLeads(DatabaseWrites writes, AuditLog audit)
{
    /// <summary>Makes exactly these people its leads.</summary>
    public Task SetAsync(Caller caller, AccountId account, IReadOnlyCollection<PersonId> leads, CancellationToken cancellation) =>
        WriteAsync(caller, account, _ => [.. leads.Select(static lead => lead.Value)], cancellation);

    /// <summary>Adds these people to its leads.</summary>
    public Task AddAsync(Caller caller, AccountId account, IReadOnlyCollection<PersonId> leads, CancellationToken cancellation) =>
        leads.Count == 0 ? Task.CompletedTask
            : WriteAsync(caller, account, before => [.. before, .. leads.Select(static lead => lead.Value)], cancellation);

    private Task WriteAsync(
        Caller caller, AccountId account, Func<IReadOnlySet<long>, HashSet<long>> change, CancellationToken cancellation) =>
        writes.WriteAsync(account.Tenant, async context =>
        {
            var rows = await context.AccountLeads.AsTracking().Where(row => row.AccountId == account.Value).ToListAsync(cancellation);
            var before = rows.Select(static row => row.PersonId).ToHashSet();
            var after = change(before);
            if (after.SetEquals(before))
            {
                return;
            }

            context.AccountLeads.RemoveRange(rows.Where(row => !after.Contains(row.PersonId)));
            context.AccountLeads.AddRange(after.Except(before).Select(person =>
                new AccountLeadRow { AccountId = account.Value, PersonId = person, TenantId = account.Tenant.Value }));
            var name = await context.Accounts.Where(row => row.Id == account.Value).Select(row => row.Name).SingleAsync(cancellation);
            audit.Add(context, account.Tenant, AuditActor.Of(caller), AuditActions.AccountLeads, name,
                await NamesAsync(context, before, cancellation), await NamesAsync(context, after, cancellation));
        }, cancellation);

    private static async Task<string?> NamesAsync(BluebearDbContext context, HashSet<long> people, CancellationToken cancellation)
    {
        var emails = await context.Users.Where(person => people.Contains(person.Id)).OrderBy(person => person.NormalizedEmail)
            .Select(person => person.Email).ToListAsync(cancellation);
        return emails.Count == 0 ? null : string.Join(", ", emails);
    }
}

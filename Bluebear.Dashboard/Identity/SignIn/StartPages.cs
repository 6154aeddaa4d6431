using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Finds the page on which a person starts.</summary>
internal sealed class StartPages(IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>For a team lead of exactly one account: its page. For everyone else the overview.</summary>
    public async Task<string> OfAsync(Person person, CancellationToken cancellation = default)
    {
        if (person.Role != Role.TeamLead)
        {
            return DashboardUrls.Overview;
        }

        await using var db = contexts.ForTenant(new(person.TenantId));
        var led = await db.AccountLeads.Where(lead => lead.PersonId == person.Id && db.Accounts.Any(row => row.Id == lead.AccountId && row.Status == AccountStatus.Active))
            .OrderBy(lead => lead.AccountId).Select(lead => lead.AccountId).Take(2).ToListAsync(cancellation);
        return led is [var only] ? DashboardUrls.Account(new(only)) : DashboardUrls.Overview;
    }
}

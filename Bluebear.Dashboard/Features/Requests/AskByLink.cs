using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>What a person without sign-in sees of a link.</summary>
/// <param name="Company">The tenant's name.</param>
/// <param name="Workspace">The name of the account that the link asks for.</param>
/// <param name="IsUsed">True if its request is filed.</param>
public sealed record LinkedAsk(string Company, string Workspace, bool IsUsed);

/// <summary>Files a request for someone who holds a denial's link and does not sign in.</summary>
internal sealed class AskByLink(RequestLinks links, IDbContextFactory<BluebearDbContext> contexts, RequestStore store)
{
    /// <summary>The longest name of who asks, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>What the link is for; null if it is not good, or its account is gone. Says nothing of balances.</summary>
    public async Task<LinkedAsk?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (links.Find(token) is not { } link)
        {
            return null;
        }

        await using var context = contexts.ForTenant(link.Tenant);
        var found = await context.Accounts
            .Where(row => row.Id == link.Account.Value && row.Status == AccountStatus.Active && row.Kind != AccountKinds.Tenant)
            .Select(row => new { row.Name, Company = context.Tenants.Where(tenant => tenant.Id == row.TenantId).Select(tenant => tenant.Name).First() })
            .SingleOrDefaultAsync(cancellation);
        var key = link.FilingKey.Value;
        return found is null ? null : new(found.Company, found.Name, await context.CreditRequests.AnyAsync(row => row.FilingKey == key, cancellation));
    }

    /// <summary>Files the link's request, once.</summary>
    /// <param name="token">The link's token.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="reason">Why, 1-500 printable characters.</param>
    /// <param name="name">Who asks, in their own words, 1-100 printable characters. Not checked any further, and shown as that.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Refused with <see cref="RequestRefusal.NotFound"/> if the link is not good, <see cref="RequestRefusal.AlreadyAnswered"/> if it was used.</returns>
    public async Task<RequestOutcome> FileAsync(string? token, Credits amount, string? reason, string? name, CancellationToken cancellation)
    {
        var (why, who) = (reason?.Trim() ?? "", name?.Trim() ?? "");
        if (!CreditRequest.IsAmount(amount))
        {
            return RequestOutcome.InvalidAmount();
        }

        if (!CreditRequest.IsReason(why))
        {
            return RequestOutcome.Invalid("reason", "Say why, in 1 to 500 characters.");
        }

        if (who.Length > MaxNameLength || !CreditRequest.IsReason(who))
        {
            return RequestOutcome.Invalid("name", "Say who you are, in 1 to 100 characters.");
        }

        if (links.Find(token) is not { } link || await FindAsync(token, cancellation) is not { } ask)
        {
            return RequestOutcome.Refused(RequestRefusal.NotFound);
        }

        var actor = new RequestActor(new AuditActor($"{who} (by link)"), link.FilingKey.Value);
        return ask.IsUsed ? RequestOutcome.Refused(RequestRefusal.AlreadyAnswered)
            : await store.FileAsync(link.Tenant, link.Account, amount, why, actor, link.FilingKey, cancellation) is { } filed ? RequestOutcome.Done(filed)
            : RequestOutcome.Refused(RequestRefusal.AlreadyAnswered);
    }
}

using System.Globalization;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>When a transfer needs a second person, and whether exhausted accounts ask by themselves.</summary>
/// <param name="TransferLimit">A transfer by hand above this amount is confirmed by a second person; null for no limit.</param>
/// <param name="CostTickets">Whether an account that is exhausted files a request by itself, at most one that is open.</param>
public sealed record RequestRules(Credits? TransferLimit, bool CostTickets);

/// <summary>Reads and sets a tenant's rules for requests.</summary>
internal sealed class ManageRequestRules(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AuditLog audit)
{
    private const string Changed = "request_rules.changed";

    /// <summary>The rules.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<RequestRules> ReadAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var row = await context.Tenants.SingleAsync(row => row.Id == caller.Tenant.Value, cancellation);
        return Of(row.TransferLimitMicroCredits, row.OpensCostTickets);
    }

    /// <summary>Sets the rules. Transfers that wait already go on waiting.</summary>
    /// <param name="rules">The rules; a limit is above zero.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>What is wrong with the limit; null if they are set.</returns>
    /// <exception cref="AccessRefusedException">The caller may not manage policies.</exception>
    public async Task<string?> SetAsync(RequestRules rules, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        if (rules.TransferLimit is { } limit && !CreditRequest.IsAmount(limit))
        {
            return $"This must be above zero, at most {LedgerBounds.MaxAmount}.";
        }

        await writes.WriteAsync(
            caller.Tenant,
            async context =>
            {
                var row = await context.Tenants.AsTracking().SingleAsync(row => row.Id == caller.Tenant.Value, cancellation);
                var before = Of(row.TransferLimitMicroCredits, row.OpensCostTickets);
                (row.TransferLimitMicroCredits, row.OpensCostTickets) = (rules.TransferLimit?.MicroCredits, rules.CostTickets);
                audit.Add(context, caller.Tenant, AuditActor.Of(caller), Changed, PublicId.Format(PublicId.Tenant, row.Id), Text(before), Text(rules));
                return true;
            },
            cancellation);
        return null;
    }

    private static RequestRules Of(long? limit, bool tickets) => new(limit is { } micro ? Credits.FromMicroCredits(micro) : null, tickets);

    private static string Text(RequestRules rules) => string.Create(CultureInfo.InvariantCulture,
        $"transfer limit {(rules.TransferLimit is { } limit ? limit.ToString() : "none")}, cost tickets {(rules.CostTickets ? "on" : "off")}");
}

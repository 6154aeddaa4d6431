using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>The rules, marks and unresolved alerts of the accounts of one turn.</summary>
/// <param name="Changes">Marks and unresolved alerts, and what becomes of them.</param>
/// <param name="Tenant">The tenant's rule, or null.</param>
/// <param name="Own">Rules of accounts.</param>
internal sealed record KnownAlerts(AlertChanges Changes, AlertRuleRow? Tenant, IReadOnlyDictionary<long, AlertRuleRow> Own)
{
    private static readonly AlertKind[] OfBalances = [AlertKind.LowBalance, AlertKind.Exhausted, AlertKind.Overage];
    private readonly AlertRule _default = AlertRule.Of(null, Tenant);

    /// <summary>Deleted accounts with alerts that are not resolved.</summary>
    public IReadOnlySet<long> Gone { get; private init; } = new HashSet<long>();

    /// <summary>The rule of an account.</summary>
    public AlertRule RuleOf(AccountId account) => Own.TryGetValue(account.Value, out var own) ? AlertRule.Of(own, Tenant) : _default;

    /// <summary>The rule of an account; the tenant's for null.</summary>
    public AlertRule RuleOf(AccountId? account) => account is { } id ? RuleOf(id) : _default;

    /// <summary>Reads them.</summary>
    /// <param name="context">A snapshot of the tenant.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="withStanding">Whether to read all alerts that are not about a balance.</param>
    /// <param name="withAllMarks">Whether to read those of every account that has marks.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<KnownAlerts> ReadAsync(
        BluebearDbContext context, IReadOnlyCollection<AccountId> accounts, bool withAllMarks, bool withStanding, CancellationToken cancellation)
    {
        var ids = accounts.Select(static account => account.Value).ToHashSet();
        var gone = withStanding ? await GoneAsync(context, cancellation) : [];
        ids.UnionWith(gone);
        var marks = await context.AlertMarks.Where(row => withAllMarks || ids.Contains(row.AccountId)).ToListAsync(cancellation);
        ids.UnionWith(marks.Select(static row => row.AccountId));
        var alerts = await context.Alerts.Where(row => row.State != AlertState.Resolved
            && ((row.AccountId != null && ids.Contains(row.AccountId.Value)) || (withStanding && !OfBalances.Contains(row.Kind)))).ToListAsync(cancellation);
        ids.UnionWith(alerts.Select(static row => row.AccountId).OfType<long>());
        var scope = AccountId.None(context.Tenant!.Value).Value;
        var rules = await context.AlertRules.Where(row => row.ScopeId == scope || ids.Contains(row.ScopeId) || (withStanding && row.KindsOff != null)).ToListAsync(cancellation);
        return new(
            new(alerts, marks), rules.Find(row => row.ScopeId == scope),
            rules.Where(row => row.ScopeId != scope).ToDictionary(static row => row.ScopeId))
        {
            Gone = gone,
        };
    }

    private static async Task<HashSet<long>> GoneAsync(BluebearDbContext context, CancellationToken cancellation) =>
    [
        .. await (
            from alert in context.Alerts
            where alert.State != AlertState.Resolved
            join account in context.Accounts on alert.AccountId equals account.Id
            where account.Status == AccountStatus.Deleted
            select account.Id).Distinct().ToListAsync(cancellation),
    ];
}

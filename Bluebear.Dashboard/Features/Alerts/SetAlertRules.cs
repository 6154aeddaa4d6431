using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Alerts.Evaluating;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>A kind of alert in a form: on or off.</summary>
/// <param name="Name">The kind as the API writes it.</param>
/// <param name="Text">The kind in words.</param>
/// <param name="IsOn">Whether alerts of it are raised.</param>
public sealed record KindSwitch(string Name, string Text, bool IsOn);

/// <summary>When to warn, as a form shows it.</summary>
/// <param name="IsOwn">For an account: whether it has thresholds and kinds of its own. Always true for the company's defaults.</param>
/// <param name="Percents">Shares of the base in percent, with commas: "25, 10, 0".</param>
/// <param name="Amounts">Amounts of credits, with semicolons: "1,000; 50".</param>
/// <param name="Kinds">Every kind.</param>
public sealed record AlertRuleDraft(bool IsOwn, string Percents, string Amounts, IReadOnlyList<KindSwitch> Kinds);

/// <summary>Reads and sets when to warn: the company's defaults, or what one account has instead.</summary>
internal sealed class SetAlertRules(
    ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AuditLog audit, DueWorkBell bell)
{
    /// <summary>The rule of an account, or the company's for null.</summary>
    /// <exception cref="AccessRefusedException">The caller may not set rules, or may not see the account.</exception>
    public async Task<AlertRuleDraft> ReadAsync(AccountId? account, CancellationToken cancellation = default)
    {
        var caller = await RequireAsync(account, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var (tenant, own) = (await FindAsync(db, AccountId.None(caller.Tenant), cancellation), account is { } id ? await FindAsync(db, id, cancellation) : null);
        var rule = AlertRule.Of(own, tenant);
        return new(
            account is null || own is { Thresholds: not null } or { KindsOff: not null },
            string.Join(", ", rule.Thresholds.Where(static one => one.Percent is not null || one.IsNothing).Select(static one => one.Percent ?? 0)),
            string.Join("; ", rule.Thresholds.Where(static one => one is { Percent: null, IsNothing: false }).Select(static one => one.Amount.ToDisplay(0))),
            [.. Enum.GetValues<AlertKind>().Select(kind => new KindSwitch(AlertMessages.NameOf(kind), AlertKindWords.Of(kind), rule.IsOn(kind)))]);
    }

    /// <summary>Sets the rule of an account, or the company's for null. Accounts are judged by it at once.</summary>
    /// <returns>What is wrong and in which field; null if it was set.</returns>
    /// <exception cref="AccessRefusedException">The caller may not set rules, or may not see the account.</exception>
    public async Task<(string Field, string Message)?> SaveAsync(AccountId? account, AlertRuleDraft draft, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var caller = await RequireAsync(account, cancellation);
        if (AlertRuleText.TryRead(draft.Percents, draft.Amounts, out var thresholds) is { } problem)
        {
            return problem;
        }

        var scope = account ?? AccountId.None(caller.Tenant);
        var off = draft.Kinds.Where(static kind => !kind.IsOn).Select(static kind => AlertMessages.Parse<AlertKind>(kind.Name)).OfType<AlertKind>();
        await writes.WriteAsync(caller.Tenant, async context =>
        {
            var row = await context.AlertRules.AsTracking().SingleOrDefaultAsync(row => row.ScopeId == scope.Value, cancellation);
            if (row is null)
            {
                context.AlertRules.Add(row = new() { ScopeId = scope.Value, TenantId = caller.Tenant.Value, AccountId = account?.Value });
            }

            var before = row.Thresholds;
            row.Thresholds = draft.IsOwn ? AlertThreshold.ToText(thresholds) : null;
            row.KindsOff = draft.IsOwn ? AlertRule.ToText(off) : null;
            row.ReviewFrom = AccountId.None(caller.Tenant).Value;
            audit.Add(context, caller.Tenant, AuditActor.Of(caller), AuditActions.AlertRuleSet,
                account is { } of ? PublicId.Format(PublicId.Account, of.Value) : "defaults", before, row.Thresholds ?? "as the defaults");
        }, cancellation);
        bell.Ring(AlertRules.WorkName);
        return null;
    }

    private async Task<Caller> RequireAsync(AccountId? account, CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.SetAlertRules, cancellation);
        if (account is { } id)
        {
            caller.RequireSight(id);
        }

        return caller;
    }

    private static Task<AlertRuleRow?> FindAsync(BluebearDbContext db, AccountId scope, CancellationToken cancellation) =>
        db.AlertRules.SingleOrDefaultAsync(row => row.ScopeId == scope.Value, cancellation);
}

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>
/// Stores a tenant's spend policies. Does not check permissions: the services beside it do, and the command line belongs to the
/// operator of the machine.
/// </summary>
/// <remarks>
/// Not part of the ledger's writer, because a command changes policies beside the serving process. The writer notices that
/// another connection wrote, and reads them again before its next batch. So once this has returned, no request is decided by the
/// old policies.
/// </remarks>
public sealed class PolicyStore(
    IDbContextFactory<BluebearDbContext> contexts, AccountDirectory directory, DatabaseWrites writes, AuditLog audit)
{
    private static readonly string[] KindsInOrder = [AccountKinds.Workspace, AccountKinds.Team, AccountKinds.User];

    /// <summary>The current policies.</summary>
    public async Task<PolicyView> ReadAsync(TenantId tenant, bool canEdit, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        return View(await PathsAsync(context, tenant, cancellation), canEdit);
    }

    /// <summary>The result of a change. Changes nothing.</summary>
    public async Task<PolicyOutcome> PreviewAsync(TenantId tenant, PolicyChange change, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        return Tell(Decide(await PathsAsync(context, tenant, cancellation), change));
    }

    /// <summary>Makes a change, all or nothing. Who and why go to the audit log.</summary>
    public async Task<PolicyOutcome> ChangeAsync(
        TenantId tenant, PolicyChange change, AuditActor actor, string? reason, CancellationToken cancellation)
    {
        if (PolicyRules.CheckReason(reason) is { } unfit)
        {
            return new() { Problems = [unfit] };
        }

        await ReadAccountsAsync(tenant, cancellation);
        var decision = await writes.WriteAsync(
            tenant,
            async context =>
            {
                var decided = Decide(await PathsAsync(context, tenant, cancellation), change);
                if (decided.Problems.Count == 0)
                {
                    await StoreRulesAsync(context, tenant, decided.Before.Policies, decided.Rules, new(audit, actor, reason), cancellation);
                    await StoreGroupsAsync(context, tenant, decided.Before, decided.Rules, new(audit, actor, reason), cancellation);
                }

                return decided;
            },
            cancellation);
        return Tell(decision);
    }

    /// <summary>Maps one group to a team, or to none (null). Other groups do not change.</summary>
    public async Task<PolicyOutcome> MapAsync(
        TenantId tenant, string group, AccountId? team, AuditActor actor, string? reason, CancellationToken cancellation)
    {
        await ReadAccountsAsync(tenant, cancellation);
        return await writes.WriteAsync(
            tenant, context => MapAsync(context, tenant, group, team, new OnRecord(audit, actor, reason), cancellation), cancellation);
    }

    private async Task<PolicyOutcome> MapAsync(
        BluebearDbContext context, TenantId tenant, string group, AccountId? team, OnRecord record, CancellationToken cancellation)
    {
        var before = await PathsAsync(context, tenant, cancellation);
        var own = team is { } id ? new GroupMapping(group, PublicId.Format(PublicId.Account, id.Value)) : null;
        var problems = PolicyRules.CheckReason(record.Reason) is { } unfit ? [unfit]
            // Checks only this group, because the team of another group may have been deleted since.
            : own is null ? [] : PolicyRules.Check(new() { ConsumerGroups = [own] }, mapping => FindTeam(before, mapping));
        if (problems.Count > 0)
        {
            return new() { Problems = problems };
        }

        var groups = new Dictionary<string, AccountId>(before.Policies.ConsumerGroups, StringComparer.Ordinal);
        groups.Remove(group);
        if (team is { } mapped)
        {
            groups.Add(group, mapped);
        }

        var rules = before.Policies with { ConsumerGroups = groups };
        await StoreGroupsAsync(context, tenant, before, rules, record, cancellation);
        return new() { Whole = View(before.Under(rules), canEdit: true) };
    }

    // The first read of the accounts must not happen under the gate, because the ledger waits for the gate.
    private async Task ReadAccountsAsync(TenantId tenant, CancellationToken cancellation) => await directory.OfAsync(tenant, cancellation);

    private async Task<TenantPaths> PathsAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation) =>
        new(await directory.OfAsync(tenant, cancellation), await context.ReadPoliciesAsync(cancellation));

    // An existing mapping may stay although its team was deleted.
    private static AccountId? FindTeam(TenantPaths books, GroupMapping mapping)
    {
        var id = PublicId.TryParse(PublicId.Account, mapping.WalletTeam, out var value) ? new AccountId(value) : books.FindByRef(mapping.WalletTeam);
        return id is { } named && books.Open(named) is { Kind: AccountKinds.Team } team
            && (team.IsActive || (books.Policies.ConsumerGroups.TryGetValue(mapping.Id, out var standing) && standing == named))
            ? named : null;
    }

    private static Decision Decide(TenantPaths before, PolicyChange change)
    {
        AccountId? Team(GroupMapping mapping) => FindTeam(before, mapping);
        var problems = change.BasedOn is { } seen && PolicyRules.Describe(seen) != PolicyRules.Describe(before.Policies)
            ? [PolicyRules.ChangedMeanwhile] : PolicyRules.Check(change, Team);
        return new(before, problems.Count > 0 ? before.Policies : PolicyRules.Apply(before.Policies, change, Team), problems);
    }

    private static PolicyOutcome Tell(Decision decision)
    {
        if (decision.Problems.Count > 0)
        {
            return new() { Problems = decision.Problems };
        }

        var (before, after) = (decision.Before, decision.Before.Under(decision.Rules));
        var affected = before.Active
            .OrderBy(static account => Array.IndexOf(KindsInOrder, account.Kind)).ThenBy(static account => account.Name, StringComparer.OrdinalIgnoreCase)
            .Select(account => (Account: account, Was: before.BlocksWhenEmpty(account), Is: after.BlocksWhenEmpty(account)))
            .Where(static row => row.Was != row.Is).ToLookup(
                static row => row.Is, static row => new AffectedAccount(row.Account.Id, row.Account.Kind, row.Account.Name));
        return new()
        {
            Whole = View(after, canEdit: true),
            Before = before.Policies,
            Groups = Changes(before, after),
            NowBlock = [.. affected[true]],
            NowFallThrough = [.. affected[false]],
        };
    }

    private static List<GroupChange> Changes(TenantPaths before, TenantPaths after)
    {
        var (was, now) = (before.Policies.ConsumerGroups, after.Policies.ConsumerGroups);
        return
        [
            .. was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)
                .Select(group => new GroupChange(group, Mapped(before, group), Mapped(after, group)))
                .Where(static change => change.Before?.Team != change.After?.Team),
        ];
    }

    private static PolicyView View(TenantPaths books, bool canEdit) => new(
        books.Policies,
        [.. books.Policies.ConsumerGroups.Keys.Order(StringComparer.OrdinalIgnoreCase).Select(group => Mapped(books, group)!)],
        canEdit);

    private static MappedGroup? Mapped(TenantPaths books, string group) =>
        books.Policies.ConsumerGroups.TryGetValue(group, out var id) && books.Open(id) is { } team
            ? new(group, team.Id, team.Name, team.Ref, team.IsActive) : null;

    private static async Task StoreRulesAsync(
        BluebearDbContext context, TenantId tenant, SpendPolicies before, SpendPolicies after, OnRecord record, CancellationToken cancellation)
    {
        if (PolicyRules.Describe(before) == PolicyRules.Describe(after))
        {
            return;
        }

        var row = await context.SpendPolicies.AsTracking().SingleOrDefaultAsync(cancellation);
        if (row is null)
        {
            row = new() { TenantId = tenant.Value, WorkspaceRoute = "", TeamRoute = "", PersonalRoute = "" };
            context.SpendPolicies.Add(row);
        }

        (row.WalletEnforcement, row.Split, row.PersonalUse) = (after.WalletEnforcement, after.Split, after.PersonalUse);
        row.WorkspaceRoute = RouteText.Of(after.WorkspaceRoute);
        row.TeamRoute = RouteText.Of(after.TeamRoute);
        row.PersonalRoute = RouteText.Of(after.PersonalRoute);
        record.Add(context, tenant, AuditActions.PoliciesChanged, "who pays", PolicyRules.Describe(before), PolicyRules.Describe(after));
    }

    private static async Task StoreGroupsAsync(
        BluebearDbContext context, TenantId tenant, TenantPaths books, SpendPolicies after, OnRecord record, CancellationToken cancellation)
    {
        var rows = await context.ConsumerGroups.AsTracking().ToDictionaryAsync(row => row.GroupId, StringComparer.Ordinal, cancellation);
        string? Name(string group, SpendPolicies rules) =>
            rules.ConsumerGroups.TryGetValue(group, out var team) ? books.Open(team)?.Name : null;
        foreach (var group in rows.Keys.Union(after.ConsumerGroups.Keys, StringComparer.Ordinal).ToList())
        {
            var (was, now) = (rows.GetValueOrDefault(group), after.ConsumerGroups.TryGetValue(group, out var team) ? team : (AccountId?)null);
            if (was?.TeamId == now?.Value)
            {
                continue;
            }

            if (now is null)
            {
                context.ConsumerGroups.Remove(was!);
            }
            else if (was is null)
            {
                context.ConsumerGroups.Add(new() { TenantId = tenant.Value, GroupId = group, TeamId = now.Value.Value });
            }
            else
            {
                was.TeamId = now.Value.Value;
            }

            record.Add(context, tenant, AuditActions.GroupMapped, group, Name(group, books.Policies), Name(group, after));
        }
    }

    private sealed record Decision(TenantPaths Before, SpendPolicies Rules, IReadOnlyList<PolicyProblem> Problems);

    private sealed record OnRecord(AuditLog Audit, AuditActor Actor, string? Reason)
    {
        public void Add(BluebearDbContext context, TenantId tenant, string action, string subject, string? before, string? after) =>
            Audit.Add(context, tenant, Actor, action, subject, before, after, Reason);
    }
}

using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Accounts;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>Opens a team that is called as a gateway's group, and lets the group stand for it.</summary>
internal sealed class OpenTeamForGroup(PolicyStore book, ICurrentCaller callers, Postings postings)
{
    /// <summary>Opens and maps it. The team has no parent and no credits: it falls through until it gets some.</summary>
    /// <param name="group">The id as the gateway writes it; refused where it is no name or another team has it.</param>
    /// <param name="key">Opens the team once: a repeated call maps the group to the one that is there already.</param>
    /// <param name="cancellation">Gives up; a team that was opened by then stays, for the next call to map.</param>
    /// <exception cref="AccessRefusedException">The caller may not change who pays, or may not look after accounts.</exception>
    public async Task<PolicyOutcome> RunAsync(string group, OperationKey key, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePolicies, cancellation);
        caller.Require(Permission.ManageWorkspaces);
        var opened = await postings.PostAsync(caller, new OpenAccount(AccountKinds.Team, group.Trim()), key, cancellation: cancellation);
        return opened.Receipt?.Account is { } team
            ? await book.MapAsync(caller.Tenant, group, team, AuditActor.Of(caller), null, cancellation)
            : new() { Problems = [new(opened.Refusal!.Reason, "name", opened.Message)] };
    }
}

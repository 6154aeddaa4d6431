using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Accounts;

namespace Bluebear.Dashboard.Features.Policies.Groups;

/// <summary>Opens a team with the name of a consumer group, and maps the group to it.</summary>
internal sealed class OpenTeamForGroup(PolicyStore book, ICurrentCaller callers, Postings postings)
{
    /// <summary>Opens and maps it. The team has no parent and no credits, so it falls through until it gets some.</summary>
    /// <param name="group">The id as the gateway sends it. Refused if it is not a valid name, or another team has that
    /// name.</param>
    /// <param name="key">Makes the team be opened once: a repeated call maps the group to the existing team.</param>
    /// <param name="cancellation">Stops. A team that was already opened stays, and the next call maps it.</param>
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

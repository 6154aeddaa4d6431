using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>Sets what one account does when it cannot cover a request, instead of the routes.</summary>
internal sealed class SetAccountRule(ICurrentCaller callers, Postings postings)
{
    /// <summary>Gives the account its own rule, or removes it (null). Who and why go to the audit log.</summary>
    /// <exception cref="AccessRefusedException">The caller may not manage accounts, or may not see it.</exception>
    public async Task<Outcome> RunAsync(
        AccountId account, OnExhausted? rule, string reason, OperationKey key, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        caller.RequireSight(account);
        return await postings.PostAsync(
            caller, new ChangeAccount(account, OnExhausted: rule, FollowsRoute: rule is null), key, reason, cancellation);
    }
}

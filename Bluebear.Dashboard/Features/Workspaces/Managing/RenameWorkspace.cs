using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>Renames a workspace, also the Primary Workspace.</summary>
internal sealed class RenameWorkspace(ICurrentCaller callers, Postings postings)
{
    /// <summary>Renames it. Refuses a name in use with <see cref="RefusalReason.AlreadyExists"/>.</summary>
    /// <exception cref="AccessRefusedException">The caller may not manage workspaces, or may not see this one.</exception>
    public async Task<Outcome> RenameAsync(AccountId id, string name, OperationKey key, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        caller.RequireSight(id);
        return await postings.PostAsync(caller, new ChangeAccount(id, name), key, cancellation: cancellation);
    }
}

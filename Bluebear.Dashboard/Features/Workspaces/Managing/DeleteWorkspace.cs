using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>What deleting a workspace would do.</summary>
/// <param name="Returned">The amount that returns to the Primary Workspace at once.</param>
/// <param name="Reserved">The amount that follows as open holds end.</param>
/// <param name="PrimaryName">The Primary Workspace's name.</param>
public sealed record DeletionPreview(Credits Returned, Credits Reserved, string PrimaryName);

/// <summary>Deletes a workspace. Its available credits return to the Primary Workspace in the same commit.</summary>
internal sealed class DeleteWorkspace(
    ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts, DefaultBudgets defaults)
{
    /// <summary>What it would do now; null if the workspace no longer exists or cannot be deleted.</summary>
    /// <exception cref="AccessRefusedException">The caller may not manage workspaces, or may not see this one.</exception>
    public async Task<DeletionPreview?> PreviewAsync(AccountId id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        caller.RequireSight(id);
        var outcome = await postings.PreviewAsync(caller, new DeleteAccount(id), cancellation);
        if (!outcome.IsDone)
        {
            return null;
        }

        await using var context = contexts.ForTenant(caller.Tenant);
        var reserved = await context.Accounts.Where(row => row.Id == id.Value).Select(row => row.ReservedMicroCredits)
            .SingleAsync(cancellation);
        var primary = await context.Accounts.Where(row => row.Kind == AccountKinds.Tenant).Select(row => row.Name).SingleAsync(cancellation);
        return new(ReturnedBy(outcome.Receipt, id), Credits.FromMicroCredits(reserved), primary);
    }

    /// <summary>Deletes it, and the default budget that an organization has. The receipt names it.</summary>
    /// <exception cref="AccessRefusedException">The caller may not manage workspaces, or may not see this one.</exception>
    public async Task<Outcome> DeleteAsync(NamedAccount id, OperationKey key, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageWorkspaces, cancellation);
        caller.RequireSight(id.Id);
        var outcome = await postings.PostAsync(caller, new DeleteAccount(id), key, cancellation: cancellation);
        if (outcome.Receipt?.Account is { } deleted)
        {
            await defaults.EndAsync(caller, deleted, cancellation);
        }

        return outcome;
    }

    /// <summary>The amount that a deletion returned to the Primary Workspace.</summary>
    public static Credits ReturnedBy(Receipt receipt, AccountId id)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return Credits.Sum(receipt.Transfers
            .Where(transfer => transfer.Type == TransferType.Allocation && transfer.From == id)
            .Select(transfer => transfer.Amount));
    }
}

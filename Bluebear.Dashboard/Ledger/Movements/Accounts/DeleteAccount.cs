using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Accounts;

/// <summary>
/// Closes an account: moves its available credits and what it owes to the Primary Workspace, and keeps its history.
/// </summary>
/// <param name="Account">The account; not the Primary Workspace.</param>
/// <remarks>
/// The account's children move up to its parent, and its name may be used again. Refuses with <see
/// cref="RefusalReason.AccountNotFound"/>, <see cref="RefusalReason.AccountDeleted"/> and <see
/// cref="RefusalReason.PrimaryWorkspaceProtected"/>.
/// </remarks>
public sealed record DeleteAccount(NamedAccount Account) : Movement, IReadsWritten
{
    internal override string Code => "account.delete";

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer) => Account.Describe(writer);

    internal override Refusal? Decide(Draft draft)
    {
        if (AccountChecks.CheckActive(draft, Id, "id") is { } missing)
        {
            return missing;
        }

        if (OwnReason.CheckNote(draft) is { } tooLong)
        {
            return tooLong;
        }

        var account = draft.Account(Id);
        if (account.IsPrimary)
        {
            return new(RefusalReason.PrimaryWorkspaceProtected, Id, Field: "id");
        }

        var children = draft.Book.Source.ChildrenOf(Id);
        BudgetsOfDeleted.End(draft, Id);
        Sweeping.ToPrimary(draft, [Id], new(OwnReason.Deletion(account)));
        foreach (var child in children)
        {
            draft.Book.Set(draft.Book.FindAccount(child)! with { Parent = account.Parent });
        }

        draft.Book.Set(draft.Account(Id) with { Status = AccountStatus.Deleted, DeletedAt = draft.Now });
        draft.TouchHead();
        draft.ResultAccount = Id;
        return null;
    }

    // The name may belong to another account by now. The first entry of the first transfer has the account itself.
    internal override AccountId? ResultAccount(Transfer first) => first.Entries[0].Account;

    private AccountId Id => Account.Id;
}

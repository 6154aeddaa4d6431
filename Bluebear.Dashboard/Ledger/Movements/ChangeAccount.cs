using Bluebear.Dashboard.Ledger.Policies;

namespace Bluebear.Dashboard.Ledger.Movements;

/// <summary>Renames an account, or changes its reference or its place.</summary>
/// <param name="Id">The account; the Primary Workspace can be renamed, too.</param>
/// <param name="Name">The new name, or null to leave it.</param>
/// <param name="Ref">The new reference, empty for none, or null to leave it.</param>
/// <param name="Parent">The account above it, or null to leave it.</param>
/// <param name="OnExhausted">Its own rule for when it cannot cover a request, or null to leave it. Put on the record.</param>
/// <remarks>
/// Refuses with <see cref="RefusalReason.AccountNotFound"/>, <see cref="RefusalReason.AccountDeleted"/>,
/// <see cref="RefusalReason.InvalidText"/>, <see cref="RefusalReason.AlreadyExists"/>, <see cref="RefusalReason.ParentCircle"/> and
/// <see cref="RefusalReason.PrimaryWorkspaceProtected"/> (a place for the Primary Workspace).
/// </remarks>
public sealed record ChangeAccount(AccountId Id, string? Name = null, string? Ref = null, AccountId? Parent = null, OnExhausted? OnExhausted = null)
    : Movement, IReadsWritten
{
    internal override string Code => "account.change";

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Id.Value);
        writer.Add(Name);
        writer.Add(Ref);
        writer.Add(Parent?.Value);
        writer.Add((long?)OnExhausted);
    }

    internal override Refusal? Decide(Draft draft)
    {
        if (Accounts.CheckActive(draft, Id, "id") is { } missing)
        {
            return missing;
        }

        var account = draft.Account(Id);
        if (account.IsPrimary && Parent is not null)
        {
            return new(RefusalReason.PrimaryWorkspaceProtected, Id, Field: "parent");
        }

        var newRef = string.IsNullOrEmpty(Ref) ? null : Ref;
        var refusal = (Name is null ? null : Accounts.CheckName(draft, account.Kind, Name, Id))
            ?? Accounts.CheckRef(draft, newRef, Id)
            ?? Accounts.CheckParent(draft, Parent, Id);
        if (refusal is null)
        {
            NoteRule(draft, account);
            draft.Book.Set(account with
            {
                OnExhausted = OnExhausted ?? account.OnExhausted,
                Name = Name?.Trim() ?? account.Name,
                Ref = Ref is null ? account.Ref : newRef?.Trim(),
                Parent = Parent ?? account.Parent,
            });
            draft.ResultAccount = Id;
        }

        return refusal;
    }

    private void NoteRule(Draft draft, Account account)
    {
        if (OnExhausted is { } rule && rule != account.OnExhausted)
        {
            var before = account.OnExhausted is { } own ? RouteText.Of(own) : "as the route says";
            draft.Note("account.on_exhausted", account.Name, before, RouteText.Of(rule));
        }
    }
}

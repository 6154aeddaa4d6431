using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Accounts;

/// <summary>Renames an account, or changes its reference, parent or own rule.</summary>
/// <param name="Account">The account, which may be the Primary Workspace.</param>
/// <param name="Name">The new name, or null to keep it.</param>
/// <param name="Ref">The new reference, empty for none, or null to keep it.</param>
/// <param name="Parent">The account above it, or null to keep it.</param>
/// <param name="OnExhausted">Its own rule for a request that it cannot cover, or null to keep it.</param>
/// <param name="FollowsRoute">True to remove its own rule, so that it follows the route.</param>
/// <param name="WithoutParent">True to remove its parent; <paramref name="Parent"/> is then null.</param>
/// <remarks>
/// Each change goes to the audit log. Refuses with <see cref="RefusalReason.AccountNotFound"/>, <see
/// cref="RefusalReason.AccountDeleted"/>, <see cref="RefusalReason.InvalidText"/>, <see cref="RefusalReason.AlreadyExists"/>,
/// <see cref="RefusalReason.ParentCircle"/> and <see cref="RefusalReason.PrimaryWorkspaceProtected"/> (a parent for the Primary
/// Workspace).
/// </remarks>
public sealed record ChangeAccount(
    NamedAccount Account, string? Name = null, string? Ref = null, NamedAccount? Parent = null, OnExhausted? OnExhausted = null, bool FollowsRoute = false,
    bool WithoutParent = false) : Movement, IReadsWritten
{
    /// <summary>The audit log's name for a change of the name.</summary>
    public const string Renamed = "account.name";

    /// <summary>The audit log's name for a change of the reference.</summary>
    public const string RefChanged = "account.ref";

    /// <summary>The audit log's name for a change of the parent.</summary>
    public const string ParentChanged = "account.parent";

    /// <summary>The audit log's name for a change of the own rule.</summary>
    public const string RuleChanged = "account.on_exhausted";

    internal override string Code => "account.change";

    internal override void Describe(FingerprintWriter writer)
    {
        Account.Describe(writer);
        writer.Add(Name);
        writer.Add(Ref);
        writer.Add(Parent);
        writer.Add((long?)OnExhausted);
        writer.Add(FollowsRoute ? 1L : 0L);
        writer.Add(WithoutParent ? 1L : 0L);
    }

    internal override Refusal? Decide(Draft draft)
    {
        if (AccountChecks.CheckActive(draft, Id, "id") is { } missing)
        {
            return missing;
        }

        var account = draft.Account(Id);
        if (account.IsPrimary && Parent is not null)
        {
            return new(RefusalReason.PrimaryWorkspaceProtected, Id, Field: "parent");
        }

        var newRef = string.IsNullOrEmpty(Ref) ? null : Ref;
        var refusal = (Name is null ? null : AccountChecks.CheckName(draft, account.Kind, Name, Id))
            ?? AccountChecks.CheckRef(draft, newRef, Id)
            ?? AccountChecks.CheckParent(draft, Parent?.Id, Id);
        if (refusal is null)
        {
            var changed = account with
            {
                Name = Name?.Trim() ?? account.Name,
                Ref = Ref is null ? account.Ref : newRef?.Trim(),
                Parent = WithoutParent ? null : Parent?.Id ?? account.Parent,
                OnExhausted = FollowsRoute ? null : OnExhausted ?? account.OnExhausted,
            };
            Note(draft, account, changed);
            draft.Book.Set(changed);
            draft.TouchHead();
            draft.ResultAccount = Id;
        }

        return refusal;
    }

    private AccountId Id => Account.Id;

    private static void Note(Draft draft, Account before, Account after)
    {
        Note(draft, before, Renamed, before.Name, after.Name);
        Note(draft, before, RefChanged, before.Ref, after.Ref);
        if (before.Parent != after.Parent)
        {
            draft.Note(ParentChanged, before.Name, NameOf(draft, before.Parent), NameOf(draft, after.Parent));
        }

        Note(draft, before, RuleChanged, Say(before.OnExhausted), Say(after.OnExhausted));
    }

    private static void Note(Draft draft, Account account, string action, string? before, string? after)
    {
        if (before != after)
        {
            draft.Note(action, account.Name, before, after);
        }
    }

    private static string? NameOf(Draft draft, AccountId? id) => id is { } account ? draft.Book.FindAccount(account)?.Name : null;

    private static string Say(OnExhausted? rule) => rule is { } own ? RouteText.Of(own) : "as the route says";
}

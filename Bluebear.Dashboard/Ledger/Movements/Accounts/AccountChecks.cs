using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Movements.Accounts;

/// <summary>Checks of accounts that several movements need.</summary>
internal static class AccountChecks
{
    /// <summary>Opens the account. Refuses an unknown or deleted one.</summary>
    public static Refusal? CheckActive(Draft draft, AccountId id, string field) => draft.Open(id) switch
    {
        null => new(RefusalReason.AccountNotFound, Field: field),
        { IsActive: false } => new(RefusalReason.AccountDeleted, id, Field: field),
        _ => null,
    };

    /// <summary>The same for an account that a request may name.</summary>
    public static Refusal? CheckActive(Draft draft, NamedAccount? named, string field) =>
        named is { } account ? CheckActive(draft, account.Id, field) : null;

    /// <summary>Refuses a malformed name, and a name that another active account of the kind has.</summary>
    public static Refusal? CheckName(Draft draft, string kind, string name, AccountId? self)
    {
        var trimmed = name.Trim();
        if (!AccountName.IsWellFormed(trimmed))
        {
            return new(RefusalReason.InvalidText, Field: "name");
        }

        var holder = draft.Book.Source.FindActiveByName(draft.Tenant, kind, Account.NameKey(trimmed));
        return holder is { } other && other != self ? new(RefusalReason.AlreadyExists, other, Field: "name") : null;
    }

    /// <summary>Refuses a malformed reference, and a reference that another active account has.</summary>
    public static Refusal? CheckRef(Draft draft, string? reference, AccountId? self)
    {
        if (reference is null)
        {
            return null;
        }

        if (!AccountRefs.IsWellFormed(reference.Trim()))
        {
            return new(RefusalReason.InvalidText, Field: "ref");
        }

        var holder = draft.Book.Source.FindActiveByRef(draft.Tenant, Account.NameKey(reference));
        return holder is { } other && other != self ? new(RefusalReason.AlreadyExists, other, Field: "ref") : null;
    }

    /// <summary>Refuses a parent that is unknown, deleted, or below the account itself.</summary>
    public static Refusal? CheckParent(Draft draft, AccountId? parent, AccountId? self)
    {
        if (parent is not { } id)
        {
            return null;
        }

        if (CheckActive(draft, id, "parent") is { } refusal)
        {
            return refusal;
        }

        for (AccountId? above = id; above is { } current; above = draft.Book.FindAccount(current)?.Parent)
        {
            if (current == self)
            {
                return new(RefusalReason.ParentCircle, id, Field: "parent");
            }
        }

        return null;
    }
}

using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Why the ledger refuses an operation. A closed set; a refused operation changes nothing and takes no key.</summary>
public enum RefusalReason
{
    /// <summary>The amount is zero, negative or missing.</summary>
    InvalidAmount,

    /// <summary>An amount, or what tokens cost, is above <see cref="LedgerBounds.MaxAmount"/>.</summary>
    AmountOutOfRange,

    /// <summary>All purchases, or all usage, of the tenant would come above <see cref="LedgerBounds"/>.</summary>
    TotalOutOfRange,

    /// <summary>A name, kind, reference, price or other text is not of its form.</summary>
    InvalidText,

    /// <summary>An instant is not possible: an expiry that is over, usage in the future.</summary>
    InvalidTime,

    /// <summary>Source and destination are the same account.</summary>
    SameAccount,

    /// <summary>There is no such account in this tenant.</summary>
    AccountNotFound,

    /// <summary>There is no such transfer in this tenant.</summary>
    TransferNotFound,

    /// <summary>There is no such tenant.</summary>
    TenantNotFound,

    /// <summary>The account was deleted.</summary>
    AccountDeleted,

    /// <summary>The source has less available than asked for.</summary>
    InsufficientCredits,

    /// <summary>No account on the charging path can pay for the request; <see cref="Refusal.Path"/> says why.</summary>
    CreditsExhausted,

    /// <summary>The tenant's policies forbid personal use; <see cref="Refusal.Path"/> has what would have been tried.</summary>
    PersonalUseForbidden,

    /// <summary>In Shared Pool mode all credits sit in the Primary Workspace and none move by hand.</summary>
    SharedPoolMode,

    /// <summary>The Primary Workspace cannot be deleted, and nothing can stand above it.</summary>
    PrimaryWorkspaceProtected,

    /// <summary>The name or reference is in use.</summary>
    AlreadyExists,

    /// <summary>The account would stand above itself.</summary>
    ParentCircle,

    /// <summary>There is no such hold in this tenant.</summary>
    HoldNotFound,

    /// <summary>There is no such charge in this tenant.</summary>
    ChargeNotFound,

    /// <summary>The hold has ended before, see <see cref="Refusal.Ended"/>; or its usage was charged before.</summary>
    HoldFinished,

    /// <summary>The usage names neither an amount nor a model that has a price.</summary>
    NoPrice,

    /// <summary>The hold stands: its usage is settled, not charged.</summary>
    HoldStands,

    /// <summary>More than is left of the charge; <see cref="Refusal.Available"/> says how much that is.</summary>
    RefundExceedsCharge,

    /// <summary>The transfer was reversed before.</summary>
    AlreadyReversed,

    /// <summary>The transfer is of a type that cannot be reversed, or its credits were spent or moved meanwhile.</summary>
    NotReversible,

    /// <summary>A check found a difference in the tenant's books: nothing is moved or reserved until a finance admin has looked and released it.</summary>
    MovesStopped,

    /// <summary>The operation key was used for another request.</summary>
    OperationKeyReused,

    /// <summary>The writer's queue is full, the application is stopping, or the database cannot be written: try again soon.</summary>
    Unavailable,
}

/// <summary>A refusal with what a person needs to mend it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Account">The account it is about, or null.</param>
/// <param name="Available">What that account has available, where that is the matter.</param>
/// <param name="Field">The part of the request at fault (<c>amount</c>, <c>name</c>, <c>to</c> ...), or null.</param>
/// <param name="Path">The charging path as it was tried, where that is the matter.</param>
/// <param name="Ended">How the hold ended, where that is the matter.</param>
public sealed record Refusal(
    RefusalReason Reason, AccountId? Account = null, Credits? Available = null, string? Field = null, PathDecision? Path = null,
    HoldStatus? Ended = null);

using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// Why the ledger refuses an operation. A closed set. A refused operation changes nothing and its key stays free.
/// </summary>
public enum RefusalReason
{
    /// <summary>The amount is zero, negative or missing.</summary>
    InvalidAmount,

    /// <summary>An amount, or the cost of the tokens, is above <see cref="LedgerBounds.MaxAmount"/>.</summary>
    AmountOutOfRange,

    /// <summary>The tenant's purchases, or its usage, would exceed a total of <see cref="LedgerBounds"/>.</summary>
    TotalOutOfRange,

    /// <summary>A name, kind, reference, price or other text has the wrong form.</summary>
    InvalidText,

    /// <summary>An instant is not possible: an expiry in the past, usage in the future.</summary>
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

    /// <summary>The source has less available than the amount.</summary>
    InsufficientCredits,

    /// <summary>No account on the charging path can pay for the request; <see cref="Refusal.Path"/> says why.</summary>
    CreditsExhausted,

    /// <summary>
    /// The tenant's policies forbid personal use; <see cref="Refusal.Path"/> shows the steps that would have been tried.
    /// </summary>
    PersonalUseForbidden,

    /// <summary>In Shared Pool mode the Primary Workspace has all credits, and people cannot move them.</summary>
    SharedPoolMode,

    /// <summary>The amount is above the tenant's limit for one person: <see cref="Refusal.Available"/>.</summary>
    SecondPersonNeeded,

    /// <summary>The Primary Workspace cannot be deleted and has no parent.</summary>
    PrimaryWorkspaceProtected,

    /// <summary>The name or reference is in use.</summary>
    AlreadyExists,

    /// <summary>The account would be its own ancestor.</summary>
    ParentCircle,

    /// <summary>There is no such hold in this tenant.</summary>
    HoldNotFound,

    /// <summary>There is no such charge in this tenant.</summary>
    ChargeNotFound,

    /// <summary>There is no such budget in this tenant.</summary>
    BudgetNotFound,

    /// <summary>A budget's schedule, window or rule is not possible; <see cref="Refusal.Field"/> says which part.</summary>
    InvalidBudget,

    /// <summary>The hold has already ended, see <see cref="Refusal.Ended"/>, or its usage is already charged.</summary>
    HoldFinished,

    /// <summary>The usage names neither an amount nor a model that has a price.</summary>
    NoPrice,

    /// <summary>The hold is open: settle its usage instead of charging it.</summary>
    HoldStands,

    /// <summary>The refund is more than what is left of the charge; <see cref="Refusal.Available"/> has the rest.</summary>
    RefundExceedsCharge,

    /// <summary>The transfer is already reversed.</summary>
    AlreadyReversed,

    /// <summary>The transfer has a type that cannot be reversed, or its credits were spent or moved since.</summary>
    NotReversible,

    /// <summary>
    /// A check found a difference in the tenant's books. Nothing is moved or reserved until a finance admin reviews it and
    /// releases the moves.
    /// </summary>
    MovesStopped,

    /// <summary>The operation key was used for another request.</summary>
    OperationKeyReused,

    /// <summary>
    /// The writer's queue is full, the application is stopping, or the database cannot be written. Try again soon.
    /// </summary>
    Unavailable,
}

/// <summary>A refusal, with what a person needs to correct the request.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Account">The account concerned, or null.</param>
/// <param name="Available">What that account has available, if that is the reason.</param>
/// <param name="Field">The wrong part of the request (<c>amount</c>, <c>name</c>, <c>to</c> ...), or null.</param>
/// <param name="Path">The charging path as it was tried, if that is the reason.</param>
/// <param name="Ended">How the hold ended, if that is the reason.</param>
public sealed record Refusal(
    RefusalReason Reason, AccountId? Account = null, Credits? Available = null, string? Field = null, PathDecision? Path = null,
    HoldStatus? Ended = null);

using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.History;

/// <summary>An account as a line of the ledger names it.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name today.</param>
/// <param name="IsPrimary">True for the Primary Workspace.</param>
/// <param name="IsDeleted">True if it was deleted since.</param>
/// <param name="IsVisible">True if the caller may see its figures.</param>
public sealed record LedgerParty(AccountId Id, string Name, bool IsPrimary, bool IsDeleted, bool IsVisible);

/// <summary>The facts of a charge in short.</summary>
/// <param name="Workspace">The workspace that used it, or null.</param>
/// <param name="Model">The model, or null.</param>
/// <param name="User">The user, or null.</param>
/// <param name="Tokens">The tokens, on the transfer that settled the charge first; null on all others, so that they add up.</param>
public sealed record LineUsage(string? Workspace, string? Model, string? User, TokenCounts? Tokens);

/// <summary>A purchase in short.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Money">How its price divides into spent, expired and left; null if no price is known.</param>
/// <param name="LastDay">The last day on which its credits can be spent, in the tenant's time zone; null if they do not
/// expire.</param>
public sealed record LinePurchase(PurchaseId Id, PurchaseMoney? Money, DateOnly? LastDay);

/// <summary>A transfer as the ledger page and its exports list it.</summary>
public sealed record TransferLine
{
    public required TransferId Id { get; init; }

    public required TransferType Type { get; init; }

    public required Credits Amount { get; init; }

    /// <summary>Null if the credits come from outside.</summary>
    public LedgerParty? From { get; init; }

    /// <summary>Null if the credits leave the tenant's accounts.</summary>
    public LedgerParty? To { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string Actor { get; init; }

    public string? Reason { get; init; }

    public string? Reference { get; init; }

    public TransferId? Reverses { get; init; }

    public TransferId? ReversedBy { get; init; }

    /// <summary>The first transfer of its commit, which may be itself.</summary>
    public required TransferId Operation { get; init; }

    /// <summary>The kind of the product's own reason; null if the reason is a person's or a program's.</summary>
    public TransferCause? Cause { get; init; }

    /// <summary>The usage record that it pays for, refunds or pays later, or null.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>The usage that it pays for or refunds, or null.</summary>
    public LineUsage? Usage { get; init; }

    /// <summary>The purchase, if it is one; otherwise null.</summary>
    public LinePurchase? Purchase { get; init; }

    /// <summary>The balance after it of the account whose list this is, available and reserved; null in other lists.</summary>
    public Credits? BalanceAfter { get; init; }

    /// <summary>The amount from the point of view of an account: negative if credits leave it. A hold leaves them on it. Without an account, the amount.</summary>
    public Credits SeenFrom(AccountId? account) => account is { } side && From?.Id == side && To?.Id != side ? -Amount : Amount;

    /// <summary>The id that people and files show.</summary>
    public string PublicId => Ledger.Values.PublicId.Format(Ledger.Values.PublicId.Transfer, Id.Value);
}

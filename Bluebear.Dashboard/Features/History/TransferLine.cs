namespace Bluebear.Dashboard.Features.History;

/// <summary>An account as a line of the ledger names it.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name today.</param>
/// <param name="IsPrimary">True for the Primary Workspace.</param>
/// <param name="IsDeleted">True for one that was deleted since.</param>
/// <param name="IsVisible">True if the caller may see its figures.</param>
public sealed record LedgerParty(AccountId Id, string Name, bool IsPrimary, bool IsDeleted, bool IsVisible);

/// <summary>What a charge says of itself, in short.</summary>
/// <param name="Workspace">The workspace that the usage is attributed to, or null.</param>
/// <param name="Model">The model, or null.</param>
/// <param name="User">The user, or null.</param>
public sealed record LineUsage(string? Workspace, string? Model, string? User);

/// <summary>What a purchase says of itself, in short.</summary>
/// <param name="Money">Its price and what became of that, or null where no price is known.</param>
/// <param name="LastDay">The last day on which its credits can be spent, in the tenant's time zone; null for ever.</param>
public sealed record LinePurchase(PurchaseMoney? Money, DateOnly? LastDay);

/// <summary>A transfer as the ledger page and its exports list it.</summary>
public sealed record TransferLine
{
    public required TransferId Id { get; init; }

    public required TransferType Type { get; init; }

    public required Credits Amount { get; init; }

    /// <summary>Null where the credits come from outside.</summary>
    public LedgerParty? From { get; init; }

    /// <summary>Null where the credits leave the tenant's accounts.</summary>
    public LedgerParty? To { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string Actor { get; init; }

    public string? Reason { get; init; }

    public string? Reference { get; init; }

    public TransferId? Reverses { get; init; }

    public TransferId? ReversedBy { get; init; }

    /// <summary>The first transfer of its commit; its own id where it is that. Those of one commit belong together.</summary>
    public required TransferId Operation { get; init; }

    /// <summary>Why the product wrote it with a reason of its own; null where the reason is a person's or a program's.</summary>
    public TransferCause? Cause { get; init; }

    /// <summary>The usage record that it pays for, pays back or funds later, or null.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>The usage it pays for or pays back, or null.</summary>
    public LineUsage? Usage { get; init; }

    /// <summary>What it brought, where it is a purchase; else null.</summary>
    public LinePurchase? Purchase { get; init; }

    /// <summary>The id as people and files see it.</summary>
    public string PublicId => Ledger.Values.PublicId.Format(Ledger.Values.PublicId.Transfer, Id.Value);
}

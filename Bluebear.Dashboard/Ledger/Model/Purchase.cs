namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>Credits bought by or granted to the tenant.</summary>
/// <remarks>
/// Guarantees, unless reversed: amount = available + reserved over its lots + <see cref="Spent"/> + <see cref="Expired"/>.
/// </remarks>
public sealed record Purchase
{
    /// <summary>The longest reference, in characters.</summary>
    public const int MaxReferenceLength = 255;

    /// <summary>The purchase's id.</summary>
    public required PurchaseId Id { get; init; }

    /// <summary>The transfer that brought the credits.</summary>
    public required TransferId Transfer { get; init; }

    /// <summary>What was bought; above zero.</summary>
    public required Credits Amount { get; init; }

    /// <summary>The invoice or contract.</summary>
    public required string Reference { get; init; }

    /// <summary>What it cost, or null if that is not known.</summary>
    public Money? Price { get; init; }

    /// <summary>The instant from which its credits can no longer be spent, or null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>True once it is reversed. It then counts as 0 purchased.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Usage that its credits paid for, net of refunds.</summary>
    public Credits Spent { get; init; }

    /// <summary>Credits that ended unspent.</summary>
    public Credits Expired { get; init; }
}

/// <summary>An amount of money, not of credits.</summary>
/// <param name="Amount">Zero or above, at most four decimals.</param>
/// <param name="Currency">The ISO 4217 code, three capital letters.</param>
public readonly record struct Money(decimal Amount, string Currency);

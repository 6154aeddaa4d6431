namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The balance of the tenant's pool, or of the accounts of a team lead.</summary>
/// <param name="Name">The pool's name; null for a team lead.</param>
/// <param name="Posted">Available and reserved together.</param>
/// <param name="EffectiveAvailable">What a request could draw.</param>
/// <param name="Reserved">Set aside by holds.</param>
/// <param name="Pool">The pool, or null if the caller may not see it.</param>
public sealed record WalletSummary(string? Name, Credits Posted, Credits EffectiveAvailable, Credits Reserved, AccountId? Pool)
{
    /// <summary>The same with the changed pool.</summary>
    public WalletSummary With(Account pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return new(pool.Name, pool.Posted, pool.Available, pool.Reserved, pool.Id);
    }
}

/// <summary>One of the latest movements.</summary>
public sealed record LatestMovement
{
    public required TransferId Id { get; init; }

    public required TransferType Type { get; init; }

    /// <summary>The kind of the product's own reason, or null.</summary>
    public TransferCause? Cause { get; init; }

    public required Credits Amount { get; init; }

    public AccountId? From { get; init; }

    public string? FromName { get; init; }

    public AccountId? To { get; init; }

    public string? ToName { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

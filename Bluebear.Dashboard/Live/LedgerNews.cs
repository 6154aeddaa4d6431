namespace Bluebear.Dashboard.Live;

/// <summary>What changed in a tenant's books since a subscriber was last called. May contain several commits.</summary>
public sealed record LedgerNews
{
    /// <summary>The subscriber's changed accounts, each once, in their current state.</summary>
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>The state of the tenant's books, with the credit mode.</summary>
    public required TenantHead Head { get; init; }

    /// <summary>True if the credit mode changed, and once after a start, when it is unknown whether it did.</summary>
    public required bool IsModeChanged { get; init; }

    /// <summary>The new transfers from or to the subscriber's accounts, in order; empty unless requested.</summary>
    public IReadOnlyList<Transfer> Transfers { get; init; } = [];

    /// <summary>True if the subscriber was too slow and some transfers were dropped from <see cref="Transfers"/>.</summary>
    public bool AreTransfersMissing { get; init; }
}

namespace Bluebear.Dashboard.Live;

/// <summary>What changed in a tenant's books since a subscriber last heard of it; several commits at once if they came fast.</summary>
public sealed record LedgerNews
{
    /// <summary>The subscriber's accounts that changed, each once, as they now stand.</summary>
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>Where the tenant's books stand: the credit mode among it.</summary>
    public required TenantHead Head { get; init; }

    /// <summary>True if the credit mode changed, and once after a start when it is not known whether it did.</summary>
    public required bool IsModeChanged { get; init; }

    /// <summary>The new transfers from or to the subscriber's accounts, in order; empty unless asked for.</summary>
    public IReadOnlyList<Transfer> Transfers { get; init; } = [];

    /// <summary>True if more transfers came than were kept for a subscriber this slow: <see cref="Transfers"/> has gaps.</summary>
    public bool AreTransfersMissing { get; init; }
}

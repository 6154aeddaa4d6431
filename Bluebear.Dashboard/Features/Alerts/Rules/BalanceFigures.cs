namespace Bluebear.Dashboard.Features.Alerts.Rules;

/// <summary>An account's figures after a transfer.</summary>
/// <param name="Available">Its available credits.</param>
/// <param name="Reserved">Its reserved credits.</param>
/// <param name="Base">Its base, see <see cref="Account.ReferenceBalance"/>.</param>
/// <param name="Change">What the transfer was for the account.</param>
public readonly record struct BalanceFigures(Credits Available, Credits Reserved, Credits Base, BalanceChange Change = BalanceChange.Other)
{
    /// <summary>What is left. Reserved credits are not spent yet.</summary>
    public Credits Posted => Available + Reserved;
}

/// <summary>What a transfer was for an account, as far as its thresholds care.</summary>
public enum BalanceChange
{
    /// <summary>Usage, a refund, an undo, or credits that were taken away.</summary>
    Other,

    /// <summary>It was funded: a purchase or an allocation arrived.</summary>
    Funding,

    /// <summary>Credits ended unspent.</summary>
    Expiry,
}

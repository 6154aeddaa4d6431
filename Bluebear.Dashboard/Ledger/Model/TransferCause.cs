namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>
/// Why the product wrote a transfer with a reason of its own; none for what a person or a program asked for by itself. A closed set;
/// the values are stored and sealed.
/// </summary>
public enum TransferCause
{
    /// <summary>A switch of the credit mode moves balances.</summary>
    ModeSwitch = 1,

    /// <summary>An account was deleted: its credits return to the pool.</summary>
    Deletion = 2,

    /// <summary>Credits have arrived and pay for usage that nothing could pay for before; names the charge.</summary>
    OveragePaid = 3,

    /// <summary>What an account owes passes to the pool; names the charge.</summary>
    OverageMoved = 4,

    /// <summary>Credits have ended unspent.</summary>
    Expiry = 5,

    /// <summary>A hold has reached its time limit.</summary>
    TimeLimit = 6,

    /// <summary>An account was opened with credits.</summary>
    FirstAllocation = 7,
}

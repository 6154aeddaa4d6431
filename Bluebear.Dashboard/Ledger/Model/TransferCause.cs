namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>
/// The kind of reason that the product itself wrote on a transfer. None for what a person or a program directly asked for. A
/// closed set; the values are stored and sealed.
/// </summary>
public enum TransferCause
{
    /// <summary>A switch of the credit mode moves balances.</summary>
    ModeSwitch = 1,

    /// <summary>An account was deleted: its credits return to the pool.</summary>
    Deletion = 2,

    /// <summary>Arriving credits pay for earlier overage. The transfer names the charge.</summary>
    OveragePaid = 3,

    /// <summary>The pool takes over what an account owes. The transfer names the charge.</summary>
    OverageMoved = 4,

    /// <summary>Credits have ended unspent.</summary>
    Expiry = 5,

    /// <summary>A hold has reached its time limit.</summary>
    TimeLimit = 6,

    /// <summary>An account was opened with credits.</summary>
    FirstAllocation = 7,

    /// <summary>A budget puts credits on its account.</summary>
    BudgetFunding = 8,

    /// <summary>Unspent credits of a budget period return to their source.</summary>
    BudgetReturn = 9,

    /// <summary>Unspent credits of a budget period stay on their account, in the next period or without a budget.</summary>
    BudgetCarry = 10,

    /// <summary>Unspent credits of a budget period expire.</summary>
    BudgetExpiry = 11,

    /// <summary>A budget was lowered: what was still there returns to its source.</summary>
    BudgetLowered = 12,
}

namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>The result for one account on a charging path. A closed set; the values are stored.</summary>
public enum StepOutcome
{
    /// <summary>It pays the request, or a part of it if splitting is on.</summary>
    Pays = 1,

    /// <summary>It cannot cover the request and lets the next account pay.</summary>
    FallsThrough = 2,

    /// <summary>It cannot cover the request and ends the path.</summary>
    Blocks = 3,

    /// <summary>It has no allocation and lets the next account pay.</summary>
    NoAllocation = 4,

    /// <summary>It owes for earlier usage and pays nothing until that is paid.</summary>
    InOverage = 5,

    /// <summary>A policy forbids it to pay for such a request.</summary>
    NotAllowed = 6,

    /// <summary>The path ended before this account.</summary>
    NotReached = 7,
}

namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>What became of one account on a charging path. A closed set; the values are stored.</summary>
public enum StepOutcome
{
    /// <summary>It pays the request, or where splitting is on its part of it.</summary>
    Pays = 1,

    /// <summary>It cannot cover the request and lets the next account pay.</summary>
    FallsThrough = 2,

    /// <summary>It cannot cover the request and ends the path.</summary>
    Blocks = 3,

    /// <summary>No allocation stands on it, and it lets the next account pay.</summary>
    NoAllocation = 4,

    /// <summary>It owes for earlier usage and pays nothing before that is paid.</summary>
    InOverage = 5,

    /// <summary>Policy does not let it pay for such a request.</summary>
    NotAllowed = 6,

    /// <summary>The path ended before it.</summary>
    NotReached = 7,
}

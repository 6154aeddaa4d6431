namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>What happens on the charging path when an account cannot cover a request. A closed set; the values are stored.</summary>
public enum OnExhausted
{
    /// <summary>The path ends there: the request is denied.</summary>
    Block = 0,

    /// <summary>The next account on the path is asked.</summary>
    FallThrough = 1,
}

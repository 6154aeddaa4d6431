namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// What happens on the charging path if an account cannot cover a request. A closed set; the values are stored.
/// </summary>
public enum OnExhausted
{
    /// <summary>The path ends. The request is denied.</summary>
    Block = 0,

    /// <summary>The next account on the path is tried.</summary>
    FallThrough = 1,
}

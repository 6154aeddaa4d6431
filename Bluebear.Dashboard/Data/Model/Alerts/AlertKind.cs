namespace Bluebear.Dashboard.Data.Model.Alerts;

/// <summary>Why someone is warned (product.md, Alerts). A closed set; the values are stored.</summary>
public enum AlertKind
{
    /// <summary>A threshold of what is left was reached.</summary>
    LowBalance = 1,

    /// <summary>At today's pace the credits end within three days.</summary>
    RunningOut = 2,

    /// <summary>Nothing is left.</summary>
    Exhausted = 3,

    /// <summary>The share used runs well ahead of the share of time that has passed.</summary>
    Pace = 4,

    /// <summary>A delivery was given up.</summary>
    DeliveryFailed = 5,

    /// <summary>A budget's window ends soon with credits unspent.</summary>
    BudgetEnding = 6,

    /// <summary>Credits expire soon unspent.</summary>
    LotEnding = 7,

    /// <summary>By the forecast the credits end before the window does.</summary>
    ForecastRunout = 8,

    /// <summary>A budget waits for funds.</summary>
    BudgetWaiting = 9,

    /// <summary>Planned budgets need more than the pool has.</summary>
    PoolOvercommitted = 10,

    /// <summary>Requests are refused for want of credits.</summary>
    RequestsBlocked = 11,

    /// <summary>Usage is not paid for.</summary>
    Overage = 12,

    /// <summary>The books do not agree with their entries or seals.</summary>
    VerificationFailed = 13,
}

/// <summary>How urgent an alert is. A closed set; the values are stored, and a larger one is more urgent.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know.</summary>
    Info = 1,

    /// <summary>Act soon.</summary>
    Warning = 2,

    /// <summary>Act now.</summary>
    Critical = 3,
}

/// <summary>Where an alert stands. A closed set; the values are stored.</summary>
public enum AlertState
{
    /// <summary>No one has seen to it.</summary>
    Open = 1,

    /// <summary>Someone knows of it. Its cause remains.</summary>
    Acknowledged = 2,

    /// <summary>Its cause is gone.</summary>
    Resolved = 3,
}

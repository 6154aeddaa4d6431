namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>How a workspace stands, in one word. A closed set; the first that fits holds, in this order.</summary>
public enum WorkspaceStatus
{
    /// <summary>It was deleted; its history is kept.</summary>
    Deleted,

    /// <summary>It owes usage that nothing has paid for.</summary>
    InOverage,

    /// <summary>Shared Pool mode: the Primary Workspace pays for it.</summary>
    DrawsOnPool,

    /// <summary>No allocation has reached it since Workspace Budget mode began: others pay for it.</summary>
    NoAllocation,

    /// <summary>Nothing is available.</summary>
    Exhausted,

    /// <summary>At most a tenth of its balance after the last funding is left.</summary>
    LowBalance,

    /// <summary>At today's pace it runs out within <see cref="RunOut.SoonDays"/> days.</summary>
    RunningOut,

    /// <summary>At most a quarter of its balance after the last funding is left.</summary>
    GettingLow,

    /// <summary>It has credits.</summary>
    Active,
}

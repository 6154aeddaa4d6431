namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>A workspace's status in one word. A closed set. The first one that applies counts, in this order.</summary>
public enum WorkspaceStatus
{
    /// <summary>It was deleted; its history is kept.</summary>
    Deleted,

    /// <summary>It owes for usage that is not paid for.</summary>
    InOverage,

    /// <summary>Shared Pool mode: the Primary Workspace pays for it.</summary>
    DrawsOnPool,

    /// <summary>No allocation has reached it since Workspace Budget mode began. Other accounts pay for it.</summary>
    NoAllocation,

    /// <summary>The Primary Workspace has nothing and has used up nothing: nothing was bought yet, or all of it was allocated.</summary>
    Empty,

    /// <summary>Nothing is available.</summary>
    Exhausted,

    /// <summary>At today's pace it runs out within <see cref="RunOut.SoonDays"/> days.</summary>
    RunningOut,

    /// <summary>It is at a threshold of its rule that is a warning.</summary>
    LowBalance,

    /// <summary>It is at a threshold of its rule that is a notice.</summary>
    GettingLow,

    /// <summary>It has credits.</summary>
    Active,
}

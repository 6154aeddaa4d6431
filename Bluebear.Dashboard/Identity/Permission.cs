using System.Diagnostics.CodeAnalysis;

namespace Bluebear.Dashboard.Identity;

/// <summary>Something that a role allows or not. Every use case names the one it needs.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is one; nothing here is of code access security.")]
public enum Permission
{
    /// <summary>See balances and movements of the accounts that are visible to the caller.</summary>
    ReadBooks,

    /// <summary>See usage of the accounts that are visible to the caller.</summary>
    ReadUsage,

    /// <summary>Reserve, settle, release, charge and refund usage: what a gateway does.</summary>
    SpendCredits,

    /// <summary>Take what one may see out as a file.</summary>
    ExportBooks,

    /// <summary>Allocate, reclaim, transfer and reverse such movements.</summary>
    MoveCredits,

    /// <summary>Create, rename and delete workspaces, and say who leads them.</summary>
    ManageWorkspaces,

    /// <summary>Record a purchase, or reverse one.</summary>
    RecordPurchases,

    /// <summary>Switch the credit mode.</summary>
    SwitchCreditMode,

    /// <summary>See the price list in force and its history.</summary>
    ReadPrices,

    /// <summary>Change the price list and the rate of credits.</summary>
    ManagePrices,

    /// <summary>Change who pays.</summary>
    ManagePolicies,

    /// <summary>Plan, change and end budgets.</summary>
    PlanBudgets,

    /// <summary>Acknowledge alerts.</summary>
    AcknowledgeAlerts,

    /// <summary>Ask for credits.</summary>
    AskForCredits,

    /// <summary>Answer requests for credits.</summary>
    AnswerRequests,

    /// <summary>Reconcile purchases, see the proof and the statements of the whole tenant.</summary>
    ReadReconciliation,

    /// <summary>Let credits move again after a check found a difference.</summary>
    ReleaseMoves,

    /// <summary>Close a period.</summary>
    ClosePeriods,

    /// <summary>See who may sign in and what they may do.</summary>
    ReadPeople,

    /// <summary>Invite people, change their role and what they lead, disable them.</summary>
    ManagePeople,

    /// <summary>See which API keys there are, what they may do and when they were used.</summary>
    ReadKeys,

    /// <summary>Create, rotate and revoke API keys.</summary>
    ManageKeys,

    /// <summary>Change the tenant's name, time zone, notifications and webhooks.</summary>
    ManageTenant,
}

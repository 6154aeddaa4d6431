using System.Diagnostics.CodeAnalysis;

namespace Bluebear.Dashboard.Identity;

/// <summary>Something that a role or key allows or not. Every use case names the one it needs.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is one; nothing here is of code access security.")]
public enum Permission
{
    /// <summary>See balances and movements of visible accounts.</summary>
    ReadBooks,

    /// <summary>See usage of visible accounts.</summary>
    ReadUsage,

    /// <summary>Reserve, settle, release, charge and refund usage, as a gateway does.</summary>
    SpendCredits,

    /// <summary>Export visible data to a file.</summary>
    ExportBooks,

    /// <summary>Allocate, reclaim, transfer and reverse such movements.</summary>
    MoveCredits,

    /// <summary>Create, rename and delete workspaces, and name their leads.</summary>
    ManageWorkspaces,

    /// <summary>Record a purchase, or reverse one.</summary>
    RecordPurchases,

    /// <summary>Switch the credit mode.</summary>
    SwitchCreditMode,

    /// <summary>See the current price list and its history.</summary>
    ReadPrices,

    /// <summary>Change the price list and the rate of credits.</summary>
    ManagePrices,

    /// <summary>Change the rules for who pays.</summary>
    ManagePolicies,

    /// <summary>Plan, change and end budgets.</summary>
    PlanBudgets,

    /// <summary>Acknowledge alerts.</summary>
    AcknowledgeAlerts,

    /// <summary>Set thresholds of alerts, of the company and of accounts.</summary>
    SetAlertRules,

    /// <summary>Ask for credits.</summary>
    AskForCredits,

    /// <summary>Answer requests for credits.</summary>
    AnswerRequests,

    /// <summary>Reconcile purchases, and see the proof and the statements of the whole tenant.</summary>
    ReadReconciliation,

    /// <summary>Release the moves that a difference in the books stopped.</summary>
    ReleaseMoves,

    /// <summary>Close a period.</summary>
    ClosePeriods,

    /// <summary>See who may sign in and what they may do.</summary>
    ReadPeople,

    /// <summary>Invite and disable people, and change their role and led accounts.</summary>
    ManagePeople,

    /// <summary>See the API keys, what they may do and when they were used.</summary>
    ReadKeys,

    /// <summary>Create, rotate and revoke API keys.</summary>
    ManageKeys,

    /// <summary>See the endpoints of webhooks and what was delivered.</summary>
    ReadDeliveries,

    /// <summary>Add, change, try and delete endpoints of webhooks, and send again what was given up.</summary>
    ManageWebhooks,

    /// <summary>Change the tenant's name, time zone and limits.</summary>
    ManageTenant,
}

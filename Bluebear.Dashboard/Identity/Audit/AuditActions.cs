namespace Bluebear.Dashboard.Identity.Audit;

/// <summary>The actions of the audit log, as stored.</summary>
internal static class AuditActions
{
    public const string TenantCreated = "tenant.created";
    public const string PersonAdded = "person.added";
    public const string PersonRole = "person.role";
    public const string PersonLeads = "person.leads";
    public const string PersonDisabled = "person.disabled";
    public const string PersonEnabled = "person.enabled";
    public const string PersonLink = "person.link";
    public const string PersonSignedOut = "person.signed_out";
    public const string PersonPassword = "person.password";
    public const string KeyCreated = "key.created";
    public const string KeyRotated = "key.rotated";
    public const string KeyOldEnded = "key.old_ended";
    public const string KeyRevoked = "key.revoked";
    public const string AccessRefused = "access.refused";
    public const string PricesImported = "prices.imported";
    public const string PriceSet = "price.set";
    public const string AliasSet = "alias.set";
    public const string AliasRemoved = "alias.removed";
    public const string DefaultBudgetSet = "budget.default";
    public const string RequestFiled = "request.filed";
    public const string RequestApproved = "request.approved";
    public const string RequestDenied = "request.denied";
    public const string RequestWithdrawn = "request.withdrawn";
    public const string AlertAcknowledged = "alert.acknowledged";
    public const string AlertSnoozed = "alert.snoozed";
    public const string AlertRuleSet = "alert.rule_set";
    public const string WebhookAdded = "webhook.added";
    public const string WebhookDeleted = "webhook.deleted";
    public const string WebhookRotated = "webhook.rotated";
    public const string WebhookTurnedOn = "webhook.turned_on";
    public const string DeliveryReplayed = "delivery.replayed";
    public const string PoliciesChanged = "policies.changed";
    public const string GroupMapped = "group.mapped";
    public const string MovesStopped = Ledger.Deciding.FoundDifference.Action;
    public const string MovesReleased = "moves.released";
    public const string RateSet = "rate.set";
    public const string AccountLeads = "account.leads";
}

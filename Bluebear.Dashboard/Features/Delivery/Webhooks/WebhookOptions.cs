namespace Bluebear.Dashboard.Features.Delivery.Webhooks;

/// <summary>Section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Whether endpoints may have addresses of this machine and of private networks, and plain http. False (the default): only
    /// https to public addresses.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }
}

namespace Bluebear.Dashboard.Features.Delivery;

/// <summary>Events that delivery itself causes. They go by mail only.</summary>
internal static class DeliveryEvents
{
    /// <summary>An endpoint was turned off. The data is <c>{id, url, reason}</c>.</summary>
    public const string EndpointOff = "webhook.off";
}

using System.Diagnostics.Metrics;

namespace Bluebear.Dashboard.Features.Delivery.Sending;

/// <summary>Figures of deliveries for the whole installation: never by tenant, endpoint or person. Singleton.</summary>
internal sealed class DeliveryMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Bluebear.Deliveries";

    private readonly Counter<long> _attempts;
    private readonly Gauge<long> _pending;
    private readonly Gauge<long> _givenUp;

    /// <summary>Creates the instruments.</summary>
    public DeliveryMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _attempts = meter.CreateCounter<long>("bluebear.deliveries.attempts", description: "Attempts to deliver, by channel and by how they ended.");
        _pending = meter.CreateGauge<long>("bluebear.deliveries.pending", description: "Deliveries that are tried or tried again.");
        _givenUp = meter.CreateGauge<long>("bluebear.deliveries.given_up", description: "Deliveries that were given up and not sent again.");
    }

    /// <summary>Counts an attempt.</summary>
    public void Count(Claim claim, SendResult result) => _attempts.Add(1,
        new KeyValuePair<string, object?>("kind", claim.Endpoint is null ? "mail" : "webhook"),
        new KeyValuePair<string, object?>("reason", result.End switch
        {
            SendEnd.Delivered => "delivered",
            SendEnd.Failed => "failed",
            _ => "refused",
        }));

    /// <summary>Sets the figures that must be read from time to time; null for what could not be read.</summary>
    public void Observe((long Pending, long GivenUp)? figures)
    {
        if (figures is var (pending, givenUp))
        {
            _pending.Record(pending);
            _givenUp.Record(givenUp);
        }
    }
}

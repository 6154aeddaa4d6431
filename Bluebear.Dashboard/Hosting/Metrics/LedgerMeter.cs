using System.Diagnostics.Metrics;
using System.Text.Json;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Hosting.Metrics;

/// <summary>Figures of the ledger for the whole installation: never by tenant, account or person. Singleton.</summary>
internal sealed class LedgerMeter : IPostingObserver
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Bluebear.Ledger";

    private readonly Counter<long> _commits;
    private readonly Counter<long> _transfers;
    private readonly Counter<long> _refusals;
    private readonly Gauge<long> _queue;
    private readonly Gauge<long> _holds;

    /// <summary>Creates the instruments.</summary>
    public LedgerMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _commits = meter.CreateCounter<long>("bluebear.ledger.commits", description: "Transactions that the ledger's writer made durable.");
        _transfers = meter.CreateCounter<long>("bluebear.ledger.transfers", description: "Transfers posted, by type.");
        _refusals = meter.CreateCounter<long>("bluebear.ledger.refusals", description: "Postings refused, by reason.");
        _queue = meter.CreateGauge<long>("bluebear.ledger.queue.depth", description: "Postings that wait for the writer.");
        _holds = meter.CreateGauge<long>("bluebear.ledger.holds.open", description: "Open reservations.");
    }

    /// <inheritdoc/>
    public void OnCommitted(LedgerCommit commit)
    {
        _commits.Add(1);
        foreach (var type in commit.Transfers.CountBy(static transfer => transfer.Type))
        {
            _transfers.Add(type.Value, new KeyValuePair<string, object?>("type", Label(type.Key.ToString())));
        }
    }

    /// <inheritdoc/>
    public void OnRefused(RefusalReason reason) =>
        _refusals.Add(1, new KeyValuePair<string, object?>("reason", Label(reason.ToString())));

    /// <summary>Sets the figures that must be read from time to time.</summary>
    /// <param name="waiting">Waiting postings.</param>
    /// <param name="openHolds">Open reservations; null if the database could not be read.</param>
    public void Observe(int waiting, long? openHolds)
    {
        // So that a counter exists before its first count.
        _commits.Add(0);
        _queue.Record(waiting);
        if (openHolds is { } open)
        {
            _holds.Record(open);
        }
    }

    private static string Label(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

using System.Globalization;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>Posts the demo's past through a ledger that runs on the demo's clock.</summary>
internal sealed class DemoBooks(CreditLedger ledger, DemoClock clock, TenantId tenant)
{
    private int _keys;

    public AccountId Primary { get; } = new(TenantScopedId.Compose(tenant, 1));

    /// <summary>Posts one movement at its own time.</summary>
    public async Task<Receipt> PostAsync(DateTimeOffset at, Movement movement, string actor, string? reason = null, string? reference = null)
    {
        clock.MoveTo(at);
        var result = await ledger.PostAsync(Posting(movement, actor) with { Reason = reason, Reference = reference });
        return ReceiptOf(result, movement);
    }

    /// <summary>Posts usage that is recorded together, shortly after the last of it happened.</summary>
    public async Task PostAsync(IReadOnlyList<ChargeUsage> usage)
    {
        clock.MoveTo(usage[^1].OccurredAt + TimeSpan.FromMilliseconds(1_400));
        var results = await Task.WhenAll(usage.Select(charge => ledger.PostAsync(Posting(charge, DemoCast.Gateway))));
        for (var i = 0; i < results.Length; i++)
        {
            ReceiptOf(results[i], usage[i]);
        }
    }

    private Posting Posting(Movement movement, string actor) => new()
    {
        Tenant = tenant,
        Movement = movement,
        Actor = actor,
        Key = new(string.Create(CultureInfo.InvariantCulture, $"demo:{++_keys}")),
        Lane = Lane.Bulk,
    };

    private static Receipt ReceiptOf(PostingResult result, Movement movement) =>
        result.ReceiptOrNull ?? throw new InvalidOperationException($"The demo's {movement} was refused: {result}");
}

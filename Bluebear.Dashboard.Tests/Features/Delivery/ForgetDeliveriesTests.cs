using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features.Delivery.Log;
using Bluebear.Dashboard.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>What was delivered long ago is removed; what was not stays.</summary>
public sealed class ForgetDeliveriesTests : IAsyncLifetime
{
    private DeliveryBench _bench = null!;
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => (_bench, _receiver) = (await DeliveryBench.CreateAsync(), await WebhookReceiver.StartAsync());

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Delivered_ThirtyDaysAgo_IsRemovedAndWhatWasGivenUpStays()
    {
        await _bench.AddWebhookAsync(_receiver.Url);
        await TellAsync("delivered");
        _receiver.AnswerWith(410);
        await TellAsync("refused");
        await TellAsync("told nobody");
        await TellAsync("newest");

        _bench.Clock.Advance(ForgetDeliveries.Kept - TimeSpan.FromMinutes(1));
        Assert.False(await ForgetAsync());
        _bench.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await ForgetAsync());
        Assert.False(await ForgetAsync());

        Assert.Equal(["refused", "newest"], await SubjectsAsync());
        Assert.Equal([DeliveryState.GivenUp], (await _bench.RowsAsync()).Select(static row => row.State));
        await TellAsync("later");
        Assert.Equal(["refused", "newest", "later"], await SubjectsAsync());
    }

    private async Task TellAsync(string subject)
    {
        await _bench.TellAsync(DeliveryBench.Alert(subject));
        await _bench.SendAsync();
    }

    private async Task<bool> ForgetAsync()
    {
        var work = _bench.Get<ForgetDeliveries>();
        var due = await work.FindAsync(new(_bench.Clock.GetUtcNow(), 100, [], []), default);
        return due.Count > 0 && await work.DoAsync(Assert.Single(due), null, default);
    }

    private async Task<List<string>> SubjectsAsync()
    {
        await using var context = await _bench.Database.Contexts.CreateDbContextAsync();
        return await context.OutboxEvents.IgnoreQueryFilters().Where(static row => row.TenantId == TestDatabase.Tenant.Value && row.Type == Bluebear.Dashboard.Features.OutboxTypes.AlertRaised)
            .OrderBy(static row => row.Id).Select(static row => row.Subject).ToListAsync();
    }
}

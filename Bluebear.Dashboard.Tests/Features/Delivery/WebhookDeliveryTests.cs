using System.Globalization;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Delivery;
using Bluebear.Dashboard.Features.Delivery.Log;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>Webhooks as the Standard Webhooks convention and contract.md say: signed, retried with the same bytes, turned off, replayed.</summary>
public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private DeliveryBench _bench = null!;
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => (_bench, _receiver) = (await DeliveryBench.CreateAsync(), await WebhookReceiver.StartAsync());

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Send_AnEvent_IsSignedAndSaysWhatHappened()
    {
        var (_, secret) = await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        await _bench.TellAsync(DeliveryBench.Alert());

        await _bench.SendAsync();

        var message = Assert.Single(_receiver.Received);
        Assert.Equal((1, "alert.raised", "2026-11-21T12:00:00Z"),
            (message.SignedBy(secret), message.Json.GetProperty("type").GetString(), message.Json.GetProperty("timestamp").GetString()));
        var data = message.Json.GetProperty("data");
        Assert.Equal(("alr_0000000000001", "open", 1), (data.GetProperty("id").GetString(), data.GetProperty("state").GetString(), data.GetProperty("sequence").GetInt64()));
        Assert.Equal(_bench.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), message.Timestamp);
        Assert.Equal(DeliveryState.Delivered, (await _bench.RowAsync()).State);
    }

    [Fact]
    public async Task Send_OnlyWhatAnEndpointAsksFor_AndOnlyItsTenants()
    {
        await _bench.AddWebhookAsync(_receiver.Url + "/modes", events: [OutboxTypes.ModeChanged]);
        await _bench.TellAsync(DeliveryBench.Alert(), new OutboxEvent(OutboxTypes.ModeChanged, "Mode", """{"mode": "shared_pool"}"""));

        await _bench.SendAsync();

        Assert.Equal("""{"mode":"shared_pool","sequence":2}""", Assert.Single(_receiver.Received).Json.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Retry_AfterFailures_SameIdAndBytesAtTheStatedTimes()
    {
        var (_, secret) = await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(500);
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();
        var began = _bench.Clock.GetUtcNow();

        TimeSpan[] pauses = [.. ((int[])[5, 300, 1_800, 7_200, 18_000, 36_000, 36_000]).Select(static seconds => TimeSpan.FromSeconds(seconds))];
        foreach (var (index, pause) in pauses.Index())
        {
            var row = await _bench.RowAsync();
            var wait = row.NextAttemptAt - _bench.Clock.GetUtcNow();
            Assert.InRange(wait, pause, pause * 1.1);
            await _bench.AfterAsync(wait - TimeSpan.FromMilliseconds(1));
            Assert.Equal(index + 1, _receiver.Received.Count);
            await _bench.AfterAsync(TimeSpan.FromMilliseconds(1));
            Assert.Equal(index + 2, _receiver.Received.Count);
        }

        Assert.Equal((DeliveryState.GivenUp, 8, 500), ((await _bench.RowAsync()).State, (await _bench.RowAsync()).Attempts, (await _bench.RowAsync()).LastStatus!.Value));
        Assert.Single(_receiver.Received.Select(static message => (message.Id, message.Body)).Distinct());
        Assert.Equal(8, _receiver.Received.Select(static message => message.Timestamp).Distinct().Count());
        Assert.All(_receiver.Received, message => Assert.Equal(1, message.SignedBy(secret)));
        Assert.True(_bench.Clock.GetUtcNow() - began < TimeSpan.FromHours(31));
    }

    [Fact]
    public async Task Endpoint_DownForADay_GetsEachMessageOnceWhenItIsBack()
    {
        await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(503);
        await _bench.TellAsync(DeliveryBench.Alert("one"), DeliveryBench.Alert("two"));
        await _bench.SendAsync();
        for (var hour = 0; hour < 24; hour++)
        {
            await _bench.AfterAsync(TimeSpan.FromHours(1));
        }

        var failed = _receiver.Received.Count;
        _receiver.AnswerWith(200);
        await _bench.AfterAsync(TimeSpan.FromHours(12));

        Assert.All(await _bench.RowsAsync(), static row => Assert.Equal(DeliveryState.Delivered, row.State));
        Assert.Equal(2, _receiver.Received.Count - failed);
        Assert.Equal(2, _receiver.Received.Select(static message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task Answer_410_TurnsTheEndpointOffAndSaysSo_W1()
    {
        var (id, _) = await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(410);
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();

        var webhook = Assert.Single(await _bench.Webhooks.ListAsync());
        Assert.False(webhook.IsOn);
        Assert.Contains("410", webhook.OffReason, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.GivenUp, (await _bench.RowAsync()).State);
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.AfterAsync(Day);
        Assert.Single(_receiver.Received);
        Assert.True((await _bench.Webhooks.TurnOnAsync(id)).Webhook!.IsOn);
    }

    [Fact]
    public async Task Answer_302_IsAFailureAndNotFollowed_W1()
    {
        await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(302, ("Location", _receiver.Url + "/elsewhere"));
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();

        Assert.Equal("/hook", Assert.Single(_receiver.Received).Path);
        var row = await _bench.RowAsync();
        Assert.Equal((DeliveryState.Pending, 302), (row.State, row.LastStatus!.Value));
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "Sat, 21 Nov 2026 12:10:00 GMT", 600)]
    [InlineData(429, "1", 5)]
    [InlineData(500, "120", 5)]
    [InlineData(429, "99999999", 86_400)]
    public async Task Answer_WithRetryAfter_IsTriedNotBefore_W1(int status, string header, int seconds)
    {
        await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(status, ("Retry-After", header));
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();

        Assert.InRange((await _bench.RowAsync()).NextAttemptAt - _bench.Clock.GetUtcNow(), TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds) * 1.1);
    }

    [Fact]
    public async Task Answer_WithinTheTime_IsDelivered_LaterIsNot_W1()
    {
        var late = new TaskCompletionSource();
        await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.Answer = _ => late.Task;
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.BeginAsync();
        await Wait.UntilAsync(() => _receiver.Received.Count == 1);

        _bench.Clock.Advance(TimeSpan.FromSeconds(20));
        await Wait.UntilAsync(() => _bench.Get<DeliverySends>().IsIdle);
        Assert.Contains("20 s", (await _bench.RowAsync()).LastAnswer, StringComparison.Ordinal);

        late.SetResult();
        await _bench.AfterAsync(TimeSpan.FromSeconds(6));
        Assert.Equal(DeliveryState.Delivered, (await _bench.RowAsync()).State);
    }

    [Fact]
    public async Task Endpoint_DownForDays_IsTurnedOffAndReplayWorks_W3()
    {
        var (id, _) = await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(500);
        for (var hours = 6; hours < 5 * 24; hours += 6)
        {
            await _bench.TellAsync(DeliveryBench.Alert());
            await _bench.AfterAsync(TimeSpan.FromHours(6));
        }

        Assert.True(Assert.Single(await _bench.Webhooks.ListAsync()).IsOn);
        await _bench.AfterAsync(TimeSpan.FromHours(6));

        var webhook = Assert.Single(await _bench.Webhooks.ListAsync());
        Assert.Equal((false, "Every attempt of 5 days failed."), (webhook.IsOn, webhook.OffReason));
        var given = await _bench.Deliveries.ListAsync(DeliveryState.GivenUp, null, 200);
        Assert.Equal(19, given.Count);
        Assert.Equal(ReplayRefusal.EndpointOff, (await _bench.Deliveries.ReplayAsync(given[0].Id)).Refusal);
        await using (var context = await _bench.Database.Contexts.CreateDbContextAsync())
        {
            Assert.Equal(1, await context.OutboxEvents.IgnoreQueryFilters().CountAsync(static row => row.Type == DeliveryEvents.EndpointOff));
        }

        _receiver.AnswerWith(204);
        await _bench.Webhooks.TurnOnAsync(id);
        var before = _receiver.Received.Count;
        Assert.Null((await _bench.Deliveries.ReplayAsync(given[0].Id)).Refusal);
        await _bench.SendAsync();
        Assert.Equal(before + 1, _receiver.Received.Count);
        Assert.Equal(18, (await _bench.Deliveries.ListAsync(DeliveryState.GivenUp, null, 200)).Count);
        Assert.Equal(ReplayRefusal.NotGivenUp, (await _bench.Deliveries.ReplayAsync(given[0].Id)).Refusal);
    }

    [Fact]
    public async Task Endpoint_ThatFailedOnceLongAgo_IsNotTurnedOffByOneFailureToday()
    {
        await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(500);
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();
        for (var attempts = 1; attempts < DeliveryTimes.MostAttempts; attempts++)
        {
            await _bench.AfterAsync(TimeSpan.FromHours(12));
        }

        Assert.Equal(DeliveryState.GivenUp, (await _bench.RowAsync()).State);
        _bench.Clock.Advance(Day * 6);
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();

        Assert.True(Assert.Single(await _bench.Webhooks.ListAsync()).IsOn);
    }

    [Fact]
    public async Task Resolved_DeliveredBeforeRaised_CarriesStateAndALargerNumber_W6()
    {
        await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(500);
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();
        _receiver.AnswerWith(200);
        await _bench.TellAsync(new OutboxEvent(OutboxTypes.AlertResolved, "Atlas", """{"id": "alr_0000000000001", "state": "resolved"}"""));
        await _bench.SendAsync();
        await _bench.AfterAsync(TimeSpan.FromSeconds(6));

        var told = _receiver.Received.Skip(1).Select(static message => message.Json.GetProperty("data")).ToList();
        Assert.Equal([("resolved", 2L), ("open", 1L)], told.Select(static data => (data.GetProperty("state").GetString(), data.GetProperty("sequence").GetInt64())));
    }

    [Fact]
    public async Task Endpoint_ThatIsSlow_DelaysNoOtherAndGetsTwoAtATime()
    {
        var hold = new TaskCompletionSource();
        await _bench.AddWebhookAsync(_receiver.Url + "/slow");
        await _bench.AddWebhookAsync(_receiver.Url + "/quick");
        _receiver.Answer = context => context.Request.Path == "/slow" ? hold.Task : Task.CompletedTask;
        await _bench.TellAsync([.. Enumerable.Range(0, 10).Select(static _ => DeliveryBench.Alert())]);

        for (var round = 0; round < 10; round++)
        {
            await _bench.BeginAsync();
            await Wait.UntilAsync(() => _bench.Get<DeliverySends>().FreeIn(QuickLane) == DeliverySends.MostInLane);
        }

        Assert.Equal(10, _receiver.Received.Count(static message => message.Path == "/quick"));
        Assert.Equal(2, _receiver.Received.Count(static message => message.Path == "/slow"));
        hold.SetResult();
        await _bench.SendAsync();
        Assert.Equal(10, _receiver.Received.Count(static message => message.Path == "/slow"));
        Assert.All(_receiver.Most.Values, static most => Assert.InRange(most, 1, 2));
    }

    [Fact]
    public async Task Rotate_ForADay_SignsWithBothSecrets()
    {
        var (id, old) = await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        var fresh = (await _bench.Webhooks.RotateAsync(id)).Secret!;
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();
        await _bench.AfterAsync(Day);
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();

        Assert.Equal([(1, 1), (1, 0)], _receiver.Received.Select(message => (message.SignedBy(fresh), message.SignedBy(old))));
    }

    [Fact]
    public async Task Secret_InTheDatabase_IsNotReadable()
    {
        var (_, secret) = await _bench.AddWebhookAsync(_receiver.Url + "/hook");

        await using var context = await _bench.Database.Contexts.CreateDbContextAsync();
        Assert.DoesNotContain(secret["whsec_".Length..], await context.WebhookEndpoints.IgnoreQueryFilters().Select(static row => row.Secret).SingleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slack_HostileName_IsTextAndNoLink()
    {
        await _bench.AddWebhookAsync(_receiver.Url + "/slack", WebhookFormat.Slack);
        await _bench.TellAsync(DeliveryBench.Alert("<!channel> & <http://evil.example|Atlas>\r\n: 10 % left"));
        await _bench.SendAsync();

        Assert.Equal("&lt;!channel&gt; &amp; &lt;http://evil.example|Atlas&gt;  : 10 % left\n<https://bluebear.example.com/alerts/alr_0000000000001|Open in Bluebear>",
            Assert.Single(_receiver.Received).Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Claim_OfACrashedInstance_RunsOutAndIsSentAgain()
    {
        await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        await _bench.TellAsync(DeliveryBench.Alert());
        var store = _bench.Get<DeliveryStore>();
        var hold = new TaskCompletionSource();
        _receiver.Answer = _ => hold.Task;
        await _bench.BeginAsync();
        await Wait.UntilAsync(() => _receiver.Received.Count == 1);

        // Another instance finds nothing while the claim lasts, and takes it over afterwards.
        _bench.Database.Execute($"UPDATE deliveries SET claimed_until = {Instants.ToMicroseconds(_bench.Clock.GetUtcNow() - TimeSpan.FromSeconds(1))}");
        hold.SetResult();
        await Wait.UntilAsync(() => _bench.Get<DeliverySends>().IsIdle);
        Assert.Equal(DeliveryState.Pending, (await _bench.RowAsync()).State);
        await _bench.SendAsync();

        Assert.Equal(2, _receiver.Received.Count);
        Assert.Single(_receiver.Received.Select(static message => message.Id).Distinct());
        Assert.Equal(DeliveryState.Delivered, (await _bench.RowAsync()).State);
    }

    [Fact]
    public async Task Test_OfAnEndpoint_TellsHowItEnded()
    {
        var (id, secret) = await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        var good = await _bench.Webhooks.TestAsync(id);
        _receiver.AnswerWith(500);
        var bad = await _bench.Webhooks.TestAsync(id);

        Assert.Equal((true, 200), (good!.Delivered, good.Status!.Value));
        Assert.Equal((false, 500), (bad!.Delivered, bad.Status!.Value));
        Assert.All(_receiver.Received, message => Assert.Equal(("test", 1), (message.Json.GetProperty("type").GetString(), message.SignedBy(secret))));
        Assert.Empty(await _bench.RowsAsync());
    }

    [Fact]
    public async Task Delete_WithSomethingOnItsWay_SendsNothingMore()
    {
        var (id, _) = await _bench.AddWebhookAsync(_receiver.Url + "/hook");
        _receiver.AnswerWith(500);
        await _bench.TellAsync(DeliveryBench.Alert());
        await _bench.SendAsync();
        Assert.True(await _bench.Webhooks.DeleteAsync(id));

        await _bench.AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Single(_receiver.Received);
        Assert.Equal(DeliveryState.NotSent, (await _bench.RowAsync()).State);
        Assert.False(await _bench.Webhooks.DeleteAsync(id));
    }

    // Endpoints are numbered from 1 within the tenant.
    private static long QuickLane => TenantScopedId.Compose(new(1), 2);
}

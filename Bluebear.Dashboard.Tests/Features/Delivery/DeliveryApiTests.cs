using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>Webhooks over HTTP, with the running application sending.</summary>
public sealed class DeliveryApiTests : IAsyncLifetime
{
    private RunningApp _app = null!;
    private WebhookReceiver _receiver = null!;
    private ApiStage _stage = null!;
    private ApiClient _api = null!;

    public async Task InitializeAsync()
    {
        _app = await RunningApp.StartAsync(["--Webhooks:AllowPrivateAddresses=true"]);
        _receiver = await WebhookReceiver.StartAsync();
        _stage = await ApiStage.CreateAsync(_app);
        _api = await _stage.ClientAsync(null, "billing");
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Webhook_AddedTestedAndDeleted()
    {
        var added = await AddAsync("/hook");
        Assert.Equal(201, added.Status);
        Assert.StartsWith("whsec_", added["secret"], StringComparison.Ordinal);

        var test = await _api.PostAsync($"/v1/webhooks/{added["id"]}/test", "");
        Assert.Equal((200, "True", "200"), (test.Status, test["delivered"], test["status"]));
        Assert.Equal(1, Assert.Single(_receiver.Received).SignedBy(added["secret"]!));

        var listed = await _api.GetAsync("/v1/webhooks");
        Assert.Equal((added["id"], "on", "json"), (listed["data.0.id"], listed["data.0.state"], listed["data.0.format"]));
        Assert.DoesNotContain("whsec_", listed.Text, StringComparison.Ordinal);

        Assert.Equal(204, (await _api.SendAsync(HttpMethod.Delete, $"/v1/webhooks/{added["id"]}", null)).Status);
        Assert.Equal((404, "not_found"), (await _api.PostAsync($"/v1/webhooks/{added["id"]}/test", "")) is var gone ? (gone.Status, gone.Code) : default);
        Assert.Equal("[]", (await _api.GetAsync("/v1/webhooks")).Json.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Event_OfTheRunningApplication_ArrivesAndIsLogged()
    {
        await AddAsync("/hook");
        await TellAsync();

        await Wait.UntilAsync(() => !_receiver.Received.IsEmpty);
        await Wait.UntilAsync(async () => (await _api.GetAsync("/v1/deliveries?state=delivered")).Json.GetProperty("data").GetArrayLength() == 1);
        var row = await _api.GetAsync("/v1/deliveries");
        Assert.Equal((_receiver.Received.Single().Id, "mode.changed", "delivered", "200"), (row["data.0.event_id"], row["data.0.type"], row["data.0.state"], row["data.0.status"]));
    }

    [Fact]
    public async Task Dead_Message_IsListedCountedAndReplayed_W7()
    {
        var hook = await AddAsync("/gone");
        _receiver.AnswerWith(410);
        await TellAsync();
        await Wait.UntilAsync(async () => (await _api.GetAsync("/v1/deliveries?state=given_up")).Json.GetProperty("data").GetArrayLength() == 1);
        var id = (await _api.GetAsync("/v1/deliveries?state=given_up"))["data.0.id"];

        Assert.Equal("1", await GivenUpAsync());
        Assert.Equal((409, "webhook_off"), (await _api.PostAsync($"/v1/deliveries/{id}/replay", "")) is var off ? (off.Status, off.Code) : default);
        _receiver.AnswerWith(200);
        Assert.Equal("on", (await _api.PostAsync($"/v1/webhooks/{hook["id"]}/turn-on", ""))["state"]);
        Assert.Equal("pending", (await _api.PostAsync($"/v1/deliveries/{id}/replay", ""))["state"]);
        await Wait.UntilAsync(async () => (await _api.GetAsync("/v1/deliveries?state=delivered")).Json.GetProperty("data").GetArrayLength() == 1);

        Assert.Equal(2, _receiver.Received.Count);
        Assert.Single(_receiver.Received.Select(static message => (message.Id, message.Body)).Distinct());
        Assert.Equal((409, "not_given_up"), (await _api.PostAsync($"/v1/deliveries/{id}/replay", "")) is var done ? (done.Status, done.Code) : default);
        Assert.Equal("0", await GivenUpAsync());
    }

    [Theory]
    [InlineData("""{"events": ["alert.raised"]}""", "url")]
    [InlineData("""{"url": "not an address", "events": ["alert.raised"]}""", "url")]
    [InlineData("""{"url": "https://hooks.example/x"}""", "events")]
    [InlineData("""{"url": "https://hooks.example/x", "events": []}""", "events")]
    [InlineData("""{"url": "https://hooks.example/x", "events": ["alert.raised", "alert.lowered"]}""", "events")]
    [InlineData("""{"url": "https://hooks.example/x", "events": ["alert.raised"], "format": "xml"}""", "format")]
    public async Task Add_WrongInput_IsRefusedBesideTheField(string body, string field)
    {
        var answer = await _api.PostAsync("/v1/webhooks", body);

        Assert.Equal((400, field), (answer.Status, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name));
        Assert.Equal("[]", (await _api.GetAsync("/v1/webhooks")).Json.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Any_WithoutTheScope_Is403()
    {
        var other = await _stage.ClientAsync(null, "wallets:read", "wallets:write", "usage:read", "spend:write");

        Assert.Equal(403, (await other.GetAsync("/v1/webhooks")).Status);
        Assert.Equal(403, (await other.PostAsync("/v1/webhooks", """{"url": "https://hooks.example/x", "events": ["alert.raised"]}""")).Status);
        Assert.Equal(403, (await other.GetAsync("/v1/deliveries")).Status);
    }

    private Task<ApiAnswer> AddAsync(string path) =>
        _api.PostAsync("/v1/webhooks", $$"""{"url": "{{_receiver.Url}}{{path}}", "events": ["mode.changed", "alert.raised"]}""");

    private async Task TellAsync()
    {
        await _app.Services.GetRequiredService<DatabaseWrites>().WriteAsync(_stage.Northwind, context =>
        {
            Outbox.Add(context, _stage.Northwind, new(OutboxTypes.ModeChanged, "Mode", """{"mode": "shared_pool"}"""), TimeProvider.System.GetUtcNow());
            return Task.CompletedTask;
        });
        _app.Services.GetRequiredService<DueWorkBell>().Ring(Outbox.Work);
    }

    private async Task<string> GivenUpAsync()
    {
        using var http = _app.CreateClient();
        var lines = (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n');
        return lines.Single(static line => line.StartsWith("bluebear_deliveries_given_up", StringComparison.Ordinal)).Split(' ')[1];
    }
}

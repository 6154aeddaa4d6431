using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Requests;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Requests;

/// <summary>A transfer above the tenant's limit waits for a second person; an exhausted account asks by itself where that is on.</summary>
public sealed class TransferLimitTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Transfer_AboveTheLimit_WaitsAndIsConfirmedByAnother()
    {
        var (_, first, second) = await StageAsync();

        var held = await first.PostAsync("/v1/wallets/allocate", """{"to": "atlas", "amount": "51", "reason": "Launch"}""", "big");
        var request = held.Json.GetProperty("request");
        var id = request.GetProperty("id").GetString();
        Assert.Equal((202, "awaiting_second", "51"), (held.Status, request.GetProperty("state").GetString(), request.GetProperty("amount").GetString()));
        Assert.Equal("0", (await first.GetAsync("/v1/wallets/atlas"))["available"]);
        Assert.Equal(id, (await first.PostAsync("/v1/wallets/allocate", """{"to": "atlas", "amount": "51", "reason": "Launch"}""", "big")).Json.GetProperty("request").GetProperty("id").GetString());

        Assert.Equal(403, (await first.PostAsync($"/v1/requests/{id}/approve", "{}")).Status);
        Assert.Equal(400, (await second.PostAsync($"/v1/requests/{id}/approve", """{"amount": "40"}""")).Status);
        var approved = await second.PostAsync($"/v1/requests/{id}/approve", "{}");

        Assert.Equal((200, "approved"), (approved.Status, approved["state"]));
        Assert.Equal("51", (await first.GetAsync("/v1/wallets/atlas"))["available"]);
        Assert.Equal("already_answered", (await second.PostAsync($"/v1/requests/{id}/approve", "{}")).Code);
    }

    [Fact]
    public async Task Transfer_ThatNoLongerFits_IsCheckedAnewAndGoesOnWaiting()
    {
        var (_, first, second) = await StageAsync();
        var id = (await first.PostAsync("/v1/wallets/allocate", """{"to": "atlas", "amount": "90"}""")).Json.GetProperty("request").GetProperty("id").GetString();
        await first.PostAsync("/v1/wallets/allocate", """{"to": "borealis", "amount": "50"}""");

        var approved = await second.PostAsync($"/v1/requests/{id}/approve", "{}");

        Assert.Equal((409, "insufficient_credits"), (approved.Status, approved.Code));
        Assert.Equal("awaiting_second", (await first.GetAsync($"/v1/requests/{id}"))["state"]);
        Assert.Equal("denied", (await second.PostAsync($"/v1/requests/{id}/deny", """{"reason": "Gone"}"""))["state"]);
    }

    [Theory]
    [InlineData("/v1/wallets/allocate", """{"to": "atlas", "amount": "50"}""", 201)]
    [InlineData("/v1/wallets/allocate", """{"to": "atlas", "amount": "50.000001"}""", 202)]
    [InlineData("/v1/wallets/reclaim", """{"from": "borealis", "amount": "all"}""", 202)]
    [InlineData("/v1/wallets/transfer", """{"from": "borealis", "to": "atlas", "amount": "60"}""", 202)]
    public async Task Transfer_AtTheLimit_IsDoneAndAboveItWaits(string path, string body, int status)
    {
        var (_, first, second) = await StageAsync();
        await first.SendAsync(HttpMethod.Put, "/v1/request-rules", """{"transfer_limit": null}""");
        await first.PostAsync("/v1/wallets/allocate", """{"to": "borealis", "amount": "100"}""");
        await first.PostAsync("/v1/purchases", """{"amount": "100", "reference": "INV-2"}""");
        await first.SendAsync(HttpMethod.Put, "/v1/request-rules", """{"transfer_limit": "50"}""");

        Assert.Equal(status, (await second.PostAsync(path, body)).Status);
    }

    [Theory]
    [InlineData("""{"transfer_limit": "0"}""", 400)]
    [InlineData("""{"transfer_limit": "-1"}""", 400)]
    [InlineData("""{"transfer_limt": "1"}""", 400)]
    [InlineData("""{"cost_tickets": true}""", 200)]
    public async Task Rules_Set_AreCheckedAndKeepWhatIsLeftOut(string body, int status)
    {
        var (_, first, _) = await StageAsync();

        var answer = await first.SendAsync(HttpMethod.Put, "/v1/request-rules", body);

        Assert.Equal(status, answer.Status);
        Assert.Equal("50", (await first.GetAsync("/v1/request-rules"))["transfer_limit"]);
    }

    [Fact]
    public async Task Exhausted_WhereTicketsAreOn_AsksOnceAndNotWhileOneWaits()
    {
        var (stage, first, second) = await StageAsync();
        await first.PostAsync("/v1/wallets/allocate", """{"to": "atlas", "amount": "30"}""");
        await first.PostAsync("/v1/charges", """{"amount": "30", "workspace": "atlas"}""");
        await Wait.UntilAsync(() => IsExhaustedAsync(stage));
        var work = app.App.Services.GetRequiredService<OpenCostTickets>();
        Assert.Empty(await DueAsync(work, stage));

        await first.SendAsync(HttpMethod.Put, "/v1/request-rules", """{"cost_tickets": true}""");
        foreach (var due in (DueItem[])[.. await DueAsync(work, stage), .. await DueAsync(work, stage)])
        {
            await work.DoAsync(due, null, default);
        }

        var ticket = Assert.Single((await first.GetAsync("/v1/requests")).Json.GetProperty("data").EnumerateArray());
        Assert.Equal(("30", "Bluebear", "Atlas has no credits left."),
            (ticket.GetProperty("amount").GetString(), ticket.GetProperty("requested_by").GetString(), ticket.GetProperty("reason").GetString()));
        Assert.Empty(await DueAsync(work, stage));
        Assert.Equal(200, (await second.PostAsync($"/v1/requests/{ticket.GetProperty("id").GetString()}/deny", """{"reason": "Next month"}""")).Status);
        Assert.Empty(await DueAsync(work, stage));
    }

    private static async Task<IReadOnlyList<DueItem>> DueAsync(OpenCostTickets work, ApiStage stage) =>
        [.. (await work.FindAsync(new(DateTimeOffset.MaxValue, 100, [], []), default)).Where(item => item.Tenant == stage.Northwind)];

    private async Task<bool> IsExhaustedAsync(ApiStage stage)
    {
        await using var db = app.App.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().ForTenant(stage.Northwind);
        return await db.Alerts.AnyAsync(alert => alert.Kind == AlertKind.Exhausted && alert.AccountId != null);
    }

    private async Task<(ApiStage Stage, ApiClient First, ApiClient Second)> StageAsync()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var first = await stage.ClientAsync();
        await first.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode": "workspace_budget"}""");
        await first.PostAsync("/v1/purchases", """{"amount": "100", "reference": "INV-1"}""");
        await first.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Atlas", "ref": "atlas"}""");
        await first.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Borealis", "ref": "borealis"}""");
        Assert.Equal(200, (await first.SendAsync(HttpMethod.Put, "/v1/request-rules", """{"transfer_limit": "50"}""")).Status);
        return (stage, first, await stage.ClientAsync());
    }
}

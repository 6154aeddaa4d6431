using System.Net;
using System.Text.Json;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Requests;

/// <summary>The link of a denial: it asks once, without signing in, and names only the workspace.</summary>
public sealed class RequestLinkTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static readonly (string, string)[] Filled = [("Input.Credits", "1,250.50"), ("Input.Reason", "Release week"), ("Input.Name", "Ada")];

    [Fact]
    public async Task Link_OfADenial_FilesOneRequestWithoutSigningIn()
    {
        var (stage, client) = await StageAsync();
        var link = await DeniedAsync(client);
        using var browser = app.App.CreateClient();

        var page = await browser.GetStringAsync(new Uri(link));
        using var sent = await PeopleApp.PostAsync(browser, new Uri(link).PathAndQuery, Filled);
        var request = Assert.Single((await client.GetAsync("/v1/requests")).Json.GetProperty("data").EnumerateArray());

        Assert.Contains("Atlas", page, StringComparison.Ordinal);
        Assert.DoesNotContain("177", page, StringComparison.Ordinal);
        Assert.Contains("Your request is filed", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("1250.5", "Release week", "Ada (by link)", "pending"), (Text(request, "amount"), Text(request, "reason"), Text(request, "requested_by"), Text(request, "state")));
        Assert.Contains("was filed already", await browser.GetStringAsync(new Uri(link)), StringComparison.Ordinal);
        Assert.True(await HasEventAsync(stage, "request.filed"));
    }

    [Theory]
    [InlineData("0", "x", "Ada", "above zero")]
    [InlineData("1,5", "x", "Ada", "not a number")]
    [InlineData("5", " ", "Ada", "Say why")]
    [InlineData("5", "x", "", "Say who you are")]
    public async Task Link_WrongInput_IsSaidBesideTheFieldAndFilesNothing(string credits, string reason, string name, string expected)
    {
        var (_, client) = await StageAsync();
        var link = await DeniedAsync(client);
        using var browser = app.App.CreateClient();

        using var sent = await PeopleApp.PostAsync(
            browser, new Uri(link).PathAndQuery, ("Input.Credits", credits), ("Input.Reason", reason), ("Input.Name", name));

        Assert.Contains(expected, await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await client.GetAsync("/v1/requests")).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Link_ChangedOrInvented_SaysThatItIsNoLongerGood()
    {
        var (_, client) = await StageAsync();
        var link = await DeniedAsync(client);
        using var browser = app.App.CreateClient();

        foreach (var address in (string[])[link[..^2] + "AA", link + "A", new Uri(link).GetLeftPart(UriPartial.Authority) + "/ask/x"])
        {
            using var answer = await browser.GetAsync(new Uri(address));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("no longer good", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Link_PostedTwiceAtOnce_FilesOnce()
    {
        var (_, client) = await StageAsync();
        var link = new Uri(await DeniedAsync(client)).PathAndQuery;
        var browsers = Enumerable.Range(0, 8).Select(_ => app.App.CreateClient()).ToList();

        await Task.WhenAll(browsers.Select(browser => PeopleApp.PostAsync(browser, link, Filled)));

        Assert.Single((await client.GetAsync("/v1/requests")).Json.GetProperty("data").EnumerateArray());
        browsers.ForEach(static browser => browser.Dispose());
    }

    [Fact]
    public async Task Denial_WhereOnlyThePoolCouldPay_HasNoLink()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var client = await stage.ClientAsync();
        await client.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Atlas", "ref": "atlas"}""");

        var denied = await client.PostAsync("/v1/reservations", """{"amount": "1", "workspace": "atlas"}""");

        Assert.Equal(402, denied.Status);
        Assert.Equal(JsonValueKind.Null, denied.Json.GetProperty("request_url").ValueKind);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<string> DeniedAsync(ApiClient client)
    {
        var denied = await client.PostAsync("/v1/reservations", """{"amount": "178", "workspace": "atlas"}""");
        Assert.Equal(402, denied.Status);
        return denied["request_url"]!;
    }

    private async Task<bool> HasEventAsync(ApiStage stage, string type)
    {
        await using var db = app.App.Services.GetRequiredService<IDbContextFactory<Bluebear.Dashboard.Data.Model.BluebearDbContext>>().ForTenant(stage.Northwind);
        return await db.OutboxEvents.AnyAsync(row => row.Type == type);
    }

    private async Task<(ApiStage Stage, ApiClient Client)> StageAsync()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var client = await stage.ClientAsync();
        await client.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode": "workspace_budget"}""");
        await client.PostAsync("/v1/purchases", """{"amount": "1000", "reference": "INV-1"}""");
        await client.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Atlas", "ref": "atlas"}""");
        await client.PostAsync("/v1/wallets/allocate", """{"to": "atlas", "amount": "177.25"}""");
        return (stage, client);
    }
}

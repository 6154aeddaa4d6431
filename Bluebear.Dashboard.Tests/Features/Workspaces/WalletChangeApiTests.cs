using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces;

/// <summary>PATCH /v1/wallets/{id}: null takes away, what is left out stays.</summary>
public sealed class WalletChangeApiTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private const string Whole = """{"kind":"workspace","name":"Atlas","ref":"atlas","parent":"north"}""";

    private ApiStage _stage = null!;
    private ApiClient _api = null!;
    private string _id = "";

    public async Task InitializeAsync()
    {
        _stage = await ApiStage.CreateAsync(app.App);
        _api = await _stage.ClientAsync();
        Assert.Equal(201, (await _api.PostAsync("/v1/wallets", """{"kind":"organization","name":"North","ref":"north"}""")).Status);
        _id = (await _api.PostAsync("/v1/wallets", Whole))["id"]!;
        Assert.Equal(200, (await ChangeAsync("""{"on_exhausted":"fall_through"}""")).Status);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("{}", "atlas", true, "fall_through")]
    [InlineData("""{"parent":null}""", "atlas", false, "fall_through")]
    [InlineData("""{"ref":null}""", null, true, "fall_through")]
    [InlineData("""{"ref":""}""", null, true, "fall_through")]
    [InlineData("""{"on_exhausted":null}""", "atlas", true, null)]
    [InlineData("""{"on_exhausted":"route"}""", "atlas", true, null)]
    [InlineData("""{"parent":null,"ref":null,"on_exhausted":null}""", null, false, null)]
    public async Task Change_Null_TakesAwayAndWhatIsLeftOutStays(string body, string? reference, bool hasParent, string? rule)
    {
        var changed = await ChangeAsync(body);

        Assert.Equal((200, "Atlas", reference, rule), (changed.Status, changed["name"], changed["ref"], changed["on_exhausted"]));
        Assert.Equal(hasParent, changed["parent_id"] is not null);
        Assert.Equal(changed.Text, (await _api.GetAsync($"/v1/wallets/{_id}")).Text);
    }

    [Theory]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":5}""", "name")]
    [InlineData("""{"parent":""}""", "parent")]
    [InlineData("""{"parent":[]}""", "parent")]
    [InlineData("""{"on_exhausted":"stop"}""", "on_exhausted")]
    [InlineData("""{"leads":["nobody@nowhere.example"]}""", "leads[0]")]
    [InlineData("""{"leads":[null]}""", "leads[0]")]
    [InlineData("""{"leads":"x"}""", "leads")]
    public async Task Change_WhatCannotBe_Is400WithItsFieldAndChangesNothing(string body, string field)
    {
        var before = (await _api.GetAsync($"/v1/wallets/{_id}")).Text;
        var answer = await ChangeAsync(body);

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Text);
        Assert.Equal(before, (await _api.GetAsync($"/v1/wallets/{_id}")).Text);
    }

    [Fact]
    public async Task Change_ParentOfThePrimaryWorkspace_StaysNone()
    {
        var wallets = await _api.GetAsync("/v1/wallets?kind=tenant");
        var primary = wallets["data.0.id"];

        var cleared = await _api.SendAsync(HttpMethod.Patch, $"/v1/wallets/{primary}", """{"parent":null}""");
        Assert.Equal((200, null), (cleared.Status, cleared["parent_id"]));
        var placed = await _api.SendAsync(HttpMethod.Patch, $"/v1/wallets/{primary}", """{"parent":"north"}""");
        Assert.Equal((409, "primary_wallet_protected"), (placed.Status, placed.Code));
    }

    [Fact]
    public async Task Change_TakingRefAndParentAway_FreesBothAndIsOnTheRecord()
    {
        await ChangeAsync("""{"parent":null,"ref":null}""");

        Assert.Equal(201, (await _api.PostAsync("/v1/wallets", """{"kind":"team","name":"Other","ref":"ATLAS"}""")).Status);
        var under = await _api.SendAsync(HttpMethod.Patch, "/v1/wallets/north", $$"""{"parent":"{{_id}}"}""");
        Assert.Equal((200, _id), (under.Status, under["parent_id"]));
        await using var context = Contexts.ForTenant(_stage.Northwind);
        var events = await context.AuditEvents.Where(row => row.Subject == "Atlas").OrderBy(row => row.Id).ToListAsync();
        Assert.Equal(
            [("account.on_exhausted", "as the route says", "fall_through"), ("account.ref", "atlas", null), ("account.parent", "North", null)],
            events.Select(static row => (row.Action, row.Before, row.After)));
    }

    [Fact]
    public async Task Change_LeadsNull_NobodyLeads()
    {
        var email = $"grace@{_stage.Northwind.Value}.example";
        await using var scope = app.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AddPerson>().AddAsync(
            _stage.Northwind, new(email, Role.TeamLead, PeopleApp.Password, []), AuditActor.CommandLine);
        await ChangeAsync($$"""{"leads":["{{email}}"]}""");
        Assert.Equal(1, await LeadsAsync());
        await ChangeAsync("""{"name":"Atlas"}""");
        Assert.Equal(1, await LeadsAsync());
        await ChangeAsync("""{"leads":null}""");
        Assert.Equal(0, await LeadsAsync());
        Assert.Equal([(null, email), (email, null)], await LeadsOnTheRecordAsync());
    }

    private async Task<IReadOnlyList<(string? Before, string? After)>> LeadsOnTheRecordAsync()
    {
        await using var context = Contexts.ForTenant(_stage.Northwind);
        var events = await context.AuditEvents.Where(row => row.Action == AuditActions.AccountLeads).OrderBy(row => row.Id).ToListAsync();
        return [.. events.Select(row => (row.Before, row.After))];
    }

    private async Task<int> LeadsAsync()
    {
        await using var context = Contexts.ForTenant(_stage.Northwind);
        return await context.AccountLeads.CountAsync();
    }

    private IDbContextFactory<BluebearDbContext> Contexts => app.App.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>();

    private Task<ApiAnswer> ChangeAsync(string body) => _api.SendAsync(HttpMethod.Patch, $"/v1/wallets/{_id}", body);
}

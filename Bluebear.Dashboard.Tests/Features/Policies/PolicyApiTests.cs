using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies;

/// <summary>The rules of who pays over HTTP alone.</summary>
public sealed class PolicyApiTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private ApiStage _stage = null!;
    private ApiClient _api = null!;
    private string _team = null!;

    public async Task InitializeAsync()
    {
        _stage = await ApiStage.CreateAsync(app.App);
        _api = await _stage.ClientAsync();
        await _api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""");
        await PutAsync("/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        await _api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"ws_atlas"}""");
        _team = (await _api.PostAsync("/v1/wallets", """{"kind":"team","name":"Core","ref":"team_core"}"""))["id"]!;
        await _api.PostAsync("/v1/wallets/allocate", """{"to":"ws_atlas","amount":"10"}""");
        await _api.PostAsync("/v1/wallets/allocate", """{"to":"team_core","amount":"20"}""");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Policies_AsShipped_AreTheDefaults()
    {
        var shown = await _api.GetAsync("/v1/policies");

        Assert.Equal((200, "True", "False", "True"), (shown.Status, shown["wallet_enforcement"], shown["split"], shown["personal_use"]));
        Assert.Equal("""[{"kind":"workspace","on_exhausted":"block"},{"kind":"shared-pool","on_exhausted":"fall_through"},"""
            + """{"kind":"organization","on_exhausted":"fall_through"},{"kind":"tenant","on_exhausted":"block"}]""", shown["routes.workspace"]);
        Assert.Equal("""[{"kind":"user","on_exhausted":"block"}]""", shown["routes.personal"]);
        Assert.Equal("[]", shown["consumer_groups"]);
    }

    [Fact]
    public async Task Put_OneRoute_ChangesItAloneAndDecidesTheNextRequest()
    {
        const string Request = """{"amount":"50","workspace":"ws_atlas"}""";
        Assert.Equal("credits_exhausted", (await _api.PostAsync("/v1/reservations", Request)).Code);

        var changed = await PutAsync("/v1/policies",
            """{"routes":{"workspace":[{"kind":"workspace","on_exhausted":"fall_through"},{"kind":"tenant","on_exhausted":"block"}]},"reason":"Search first"}""");
        var granted = await _api.PostAsync("/v1/reservations", Request);

        Assert.Equal((200, "True"), (changed.Status, changed["wallet_enforcement"]));
        Assert.Equal("fall_through", changed["routes.workspace.0.on_exhausted"]);
        Assert.Equal("user", changed["routes.team.0.kind"]);
        Assert.Equal("Atlas", changed["now_fall_through.0.name"]);
        Assert.Equal((201, "falls_through", "pays"), (granted.Status, granted["path.0.outcome"], granted["path.1.outcome"]));
    }

    [Fact]
    public async Task Put_Again_AnswersTheSameAndAffectsNobody()
    {
        const string Split = """{"split":true}""";
        var first = await PutAsync("/v1/policies", Split);
        var second = await PutAsync("/v1/policies", Split);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal("[]", second["now_block"]);
    }

    [Fact]
    public async Task Put_DryRun_AnswersTheWholeAndChangesNothing()
    {
        var preview = await PutAsync("/v1/policies?dry_run=true",
            """{"wallet_enforcement":false,"consumer_groups":[{"id":"eng","wallet_team_id":"TEAM_core"}]}""");

        Assert.Equal((200, "False", "team_core"), (preview.Status, preview["wallet_enforcement"], preview["consumer_groups.0.wallet_team_id"]));
        Assert.Equal(["Atlas"], preview.Json.GetProperty("now_fall_through").EnumerateArray().Select(static row => row.GetProperty("name").GetString()));
        var shown = await _api.GetAsync("/v1/policies");
        Assert.Equal(("True", "[]"), (shown["wallet_enforcement"], shown["consumer_groups"]));
    }

    [Fact]
    public async Task Put_ConsumerGroups_ReplaceTheWholeListAndMapRequests()
    {
        await PutAsync("/v1/policies", $$"""{"consumer_groups":[{"id":"old","wallet_team_id":"{{_team}}"}]}""");
        var changed = await PutAsync("/v1/policies", """{"consumer_groups":[{"id":"eng","wallet_team_id":"team_core"}]}""");
        var mapped = await _api.PostAsync("/v1/spend/explain", """{"amount":"5","consumer_group":"eng"}""");
        var unmapped = await _api.PostAsync("/v1/spend/explain", """{"amount":"5","consumer_group":"old"}""");

        Assert.Equal($$"""[{"id":"eng","wallet_team_id":"team_core","wallet_id":"{{_team}}"}]""", changed["consumer_groups"]);
        Assert.Equal(("True", _team), (mapped["allowed"], mapped["funded_by.0.wallet_id"]));
        Assert.Equal(("tenant", "pays"), (unmapped["path.0.kind"], unmapped["path.0.outcome"]));
    }

    [Fact]
    public async Task Put_WhatGetAnswered_IsTakenThoughATeamWasDeletedSince()
    {
        await PutAsync("/v1/policies", """{"consumer_groups":[{"id":"eng","wallet_team_id":"team_core"}]}""");
        await _api.SendAsync(HttpMethod.Delete, "/v1/wallets/team_core", null);
        var shown = await _api.GetAsync("/v1/policies");
        var again = await PutAsync("/v1/policies", shown.Text);

        Assert.Equal((200, _team), (again.Status, again["consumer_groups.0.wallet_team_id"]));
    }

    [Theory]
    [InlineData("""{"consumer_groups":[{"id":"a","wallet_team_id":"team_core"},{"id":"a","wallet_team_id":"team_core"}]}""", 400, "consumer_groups[1].id")]
    [InlineData("""{"consumer_groups":[{"id":"a","wallet_team_id":"nobody"}]}""", 404, "consumer_groups[0].wallet_team_id")]
    [InlineData("""{"consumer_groups":[{"id":"a","wallet_team_id":"ws_atlas"}]}""", 404, "consumer_groups[0].wallet_team_id")]
    [InlineData("""{"consumer_groups":[{"id":"a\u0007","wallet_team_id":"team_core"}]}""", 400, "consumer_groups[0].id")]
    [InlineData("""{"consumer_groups":[{"id":"a"}]}""", 400, "consumer_groups[0].wallet_team_id")]
    [InlineData("""{"consumer_groups":[null]}""", 400, "consumer_groups[0]")]
    [InlineData("""{"routes":{"team":[]}}""", 400, "routes.team")]
    [InlineData("""{"routes":{"team":[{"kind":"team","on_exhausted":"block"},{"kind":"team","on_exhausted":"block"}]}}""", 400, "routes.team")]
    [InlineData("""{"routes":{"team":[{"kind":"Team!","on_exhausted":"block"}]}}""", 400, "routes.team")]
    [InlineData("""{"routes":{"team":[{"kind":"team"}]}}""", 400, "routes.team[0].on_exhausted")]
    [InlineData("""{"routes":{"team":[{"kind":"team","on_exhausted":"stop"}]}}""", 400, "routes.team[0].on_exhausted")]
    [InlineData("""{"routes":{"team":[null]}}""", 400, "routes.team[0]")]
    [InlineData("""{"split":"yes"}""", 400, "split")]
    [InlineData("""{"split":true,"reason":"\u0000"}""", 400, "reason")]
    public async Task Put_WhatCannotBe_NamesTheFieldAndChangesNothing(string body, int status, string field)
    {
        var before = await _api.GetAsync("/v1/policies");
        var answer = await PutAsync("/v1/policies", body);

        Assert.True(answer.Status == status, answer.Text);
        Assert.Contains(answer.Json.GetProperty("errors").EnumerateObject(), error => error.Name == field);
        Assert.Equal(before.Text, (await _api.GetAsync("/v1/policies")).Text);
    }

    [Fact]
    public async Task Put_TeamOfAnotherTenant_IsUnknown()
    {
        var other = await _stage.ClientAsync(_stage.Contoso);
        var foreign = (await other.PostAsync("/v1/wallets", """{"kind":"team","name":"Core","ref":"team_contoso"}"""))["id"];

        foreach (var named in new[] { foreign, "team_contoso" })
        {
            var answer = await PutAsync("/v1/policies", $$"""{"consumer_groups":[{"id":"a","wallet_team_id":"{{named}}"}]}""");
            Assert.Equal((404, "not_found"), (answer.Status, answer.Code));
        }

        Assert.Equal("[]", (await other.GetAsync("/v1/policies"))["consumer_groups"]);
    }

    [Fact]
    public async Task Put_DryRunThatIsNoAnswer_IsRefused() =>
        Assert.Equal(400, (await PutAsync("/v1/policies?dry_run=maybe", """{"split":true}""")).Status);

    [Fact]
    public async Task Enforcement_Off_ShowsOnTheTenantAndDeniesNothing()
    {
        await PutAsync("/v1/policies", """{"wallet_enforcement":false}""");
        var answer = await _api.PostAsync("/v1/spend/explain", """{"amount":"50","workspace":"ws_atlas"}""");

        Assert.Equal("False", (await _api.GetAsync("/v1/tenant"))["wallet_enforcement"]);
        Assert.Equal(("True", "10", "40"), (answer["allowed"], answer["funded_by.0.amount"], answer["shortfall"]));
    }

    [Fact]
    public async Task EffectiveAvailable_FollowsTheRulesAndTheWalletsOwn()
    {
        await PutAsync("/v1/policies",
            """{"routes":{"workspace":[{"kind":"workspace","on_exhausted":"fall_through"},{"kind":"tenant","on_exhausted":"block"}]}}""");
        var falling = await _api.GetAsync("/v1/wallets/ws_atlas");
        await PutAsync("/v1/policies", """{"split":true}""");
        var together = await _api.GetAsync("/v1/wallets?kind=workspace");
        var blocking = await PatchAsync("""{"on_exhausted":"block"}""");
        var request = await _api.PostAsync("/v1/spend/explain", """{"amount":"50","workspace":"ws_atlas"}""");
        var back = await PatchAsync("""{"on_exhausted":"route"}""");

        Assert.Equal(("70", "80"), (falling["effective_available"], together["data.0.effective_available"]));
        Assert.Equal((200, "block", "10"), (blocking.Status, blocking["on_exhausted"], blocking["effective_available"]));
        Assert.Equal(("False", "blocks"), (request["allowed"], request["path.0.outcome"]));
        Assert.Equal((null, "80"), (back["on_exhausted"], back["effective_available"]));
        Assert.Equal(400, (await PatchAsync("""{"on_exhausted":"stop"}""")).Status);
    }

    [Fact]
    public async Task Explain_Denied_NamesTheLimitingWalletAndMovesNothing()
    {
        var before = await _api.GetAsync("/v1/wallets/ws_atlas");
        var answer = await _api.PostAsync("/v1/spend/explain", """{"amount":"12.5","workspace":"ws_atlas","ttl_seconds":60}""");

        Assert.Equal((200, "False", "2.5"), (answer.Status, answer["allowed"], answer["shortfall"]));
        Assert.Equal((before["id"], "[]"), (answer["limiting_wallet"], answer["funded_by"]));
        Assert.Equal(("10", "blocks", "not_reached"), (answer["path.0.available"], answer["path.0.outcome"], answer["path.1.outcome"]));
        Assert.Equal(before.Text, (await _api.GetAsync("/v1/wallets/ws_atlas")).Text);
        Assert.DoesNotContain("reservation", (await _api.GetAsync("/v1/transfers")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Allowed_LeavesOutWhatLimitsNothing()
    {
        var answer = await _api.PostAsync("/v1/spend/explain", """{"amount":"10","workspace":"ws_atlas"}""");

        Assert.Equal(("True", "10"), (answer["allowed"], answer["funded_by.0.amount"]));
        Assert.False(answer.Json.TryGetProperty("limiting_wallet", out _) || answer.Json.TryGetProperty("shortfall", out _), answer.Text);
    }

    [Fact]
    public async Task Explain_PersonalUseForbidden_IsAnAnswerAndNoError()
    {
        await _api.PostAsync("/v1/wallets", """{"kind":"user","name":"Ada","ref":"ada"}""");
        await PutAsync("/v1/policies", """{"personal_use":false}""");
        var answer = await _api.PostAsync("/v1/spend/explain", """{"amount":"1","user":"ada"}""");

        Assert.Equal((200, "False", "not_allowed"), (answer.Status, answer["allowed"], answer["path.0.outcome"]));
    }

    [Fact]
    public async Task Explain_ByTokens_IsPricedAsAHoldWouldBe()
    {
        await PutAsync("/v1/prices/gpt", """{"input_per_million":"1000000","output_per_million":"2000000"}""");
        var answer = await _api.PostAsync("/v1/spend/explain",
            """{"model":"gpt","input_tokens":3,"max_output_tokens":2,"workspace":"ws_atlas"}""");

        Assert.Equal("7", answer["funded_by.0.amount"]);
        Assert.Equal("no_price", (await _api.PostAsync("/v1/spend/explain", """{"model":"other","workspace":"ws_atlas"}""")).Code);
    }

    [Theory]
    [InlineData("""{"amount":"0","workspace":"ws_atlas"}""", 400)]
    [InlineData("""{"amount":"1","workspace":"nowhere"}""", 404)]
    [InlineData("""{"amount":"1","workspace":"ws_atlas","tags":{"a":null}}""", 400)]
    [InlineData("""{"workspace":"ws_atlas"}""", 409)]
    [InlineData("[]", 400)]
    public async Task Explain_WhatCannotBe_IsRefused(string body, int status)
    {
        var answer = await _api.PostAsync("/v1/spend/explain", body);
        Assert.True(answer.Status == status, answer.Text);
    }

    [Fact]
    public async Task Explain_DeletedWorkspaceOrOneOfAnotherTenant_IsRefused()
    {
        var id = (await _api.GetAsync("/v1/wallets/ws_atlas"))["id"];
        var stranger = await (await _stage.ClientAsync(_stage.Contoso)).PostAsync("/v1/spend/explain", $$"""{"amount":"1","workspace":"{{id}}"}""");
        await _api.SendAsync(HttpMethod.Delete, "/v1/wallets/ws_atlas", null);
        var gone = await _api.PostAsync("/v1/spend/explain", $$"""{"amount":"1","workspace":"{{id}}"}""");

        Assert.Equal((404, 409), (stranger.Status, gone.Status));
        Assert.Equal("wallet_deleted", gone.Code);
    }

    [Fact]
    public async Task Scopes_ReadAndChange_AreNotTheSame()
    {
        var reader = await _stage.ClientAsync(null, ApiScopes.WalletsRead);
        var admin = await _stage.ClientAsync(null, ApiScopes.Billing);

        Assert.Equal(200, (await reader.GetAsync("/v1/policies")).Status);
        Assert.Equal(200, (await reader.PostAsync("/v1/spend/explain", """{"amount":"1","workspace":"ws_atlas"}""")).Status);
        Assert.Equal(403, (await reader.SendAsync(HttpMethod.Put, "/v1/policies?dry_run=true", """{"split":true}""")).Status);
        Assert.Equal(403, (await admin.GetAsync("/v1/policies")).Status);
        Assert.Equal(200, (await admin.SendAsync(HttpMethod.Put, "/v1/policies", """{"split":true}""")).Status);
    }

    private Task<ApiAnswer> PutAsync(string path, string body) => _api.SendAsync(HttpMethod.Put, path, body);

    private Task<ApiAnswer> PatchAsync(string body) => _api.SendAsync(HttpMethod.Patch, "/v1/wallets/ws_atlas", body);
}

using Bluebear.Dashboard.Commands;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Commands;

/// <summary>The command beside the process that serves the database, as an operator runs it.</summary>
public sealed class ImportPoliciesCommandTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime, IDisposable
{
    private const string File = """
        consumer_groups:
        - id: engineering
          wallet_team_id: team_core
        - id: data
          wallet_team_id: TEAM_data
        cost_tracking:
          wallet_enforcement: false
        """;

    private readonly TempFolder _folder = new();
    private ApiStage _stage = null!;
    private ApiClient _api = null!;

    public async Task InitializeAsync()
    {
        _stage = await ApiStage.CreateAsync(app.App);
        _api = await _stage.ClientAsync();
        await _api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        await _api.PostAsync("/v1/wallets", """{"kind":"team","name":"Core","ref":"team_core"}""");
        await _api.PostAsync("/v1/wallets", """{"kind":"team","name":"Data","ref":"team_data"}""");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_DryThenRealThenAgain_ReportsWhatItDoes()
    {
        const string Changes = "data: none -> team_data|engineering: none -> team_core|wallet_enforcement: true -> false|";
        var dry = await RunAsync(File, "--dry-run");
        Assert.Equal("[]", (await _api.GetAsync("/v1/policies"))["consumer_groups"]);
        var real = await RunAsync(File);
        var again = await RunAsync(File);

        Assert.Equal((0, $"new 2|changed 0|removed 0|unchanged 0|{Changes}"), (dry.Exit, dry.Output));
        Assert.Equal(dry, real);
        Assert.Equal((0, "new 0|changed 0|removed 0|unchanged 2|"), (again.Exit, again.Output));
    }

    [Fact]
    public async Task Import_BesideTheServer_DecidesItsNextRequest()
    {
        await _api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""");
        await _api.PostAsync("/v1/wallets/allocate", """{"to":"team_core","amount":"20"}""");
        await RunAsync(File);
        var held = await _api.PostAsync("/v1/reservations", """{"amount":"5","consumer_group":"engineering"}""");

        Assert.Equal((201, "team"), (held.Status, held["path.0.kind"]));
        Assert.Equal("False", (await _api.GetAsync("/v1/tenant"))["wallet_enforcement"]);
    }

    [Fact]
    public async Task Import_PartsThatAreAbsent_StayAndTheListIsReplaced()
    {
        await RunAsync(File);
        var run = await RunAsync("consumer_groups:\n- {id: data, wallet_team_id: team_core}\n");

        Assert.Equal((0, "new 0|changed 1|removed 1|unchanged 0|data: team_data -> team_core|engineering: team_core -> none|"), (run.Exit, run.Output));
        Assert.Equal("False", (await _api.GetAsync("/v1/policies"))["wallet_enforcement"]);
    }

    [Fact]
    public async Task Import_FaultyLines_AreAllNamedAndNothingChanges()
    {
        var run = await RunAsync(File + """

            other: 1
            """ + "\n");
        var bad = await RunAsync("""
            consumer_groups:
            - id: a
              wallet_team_id: team_core
            - id: b
              wallet_team_id: team_nobody
            - id: a
              wallet_team_id: team_data
            cost_tracking: {wallet_enforcement: false}
            """);

        Assert.Equal((1, "rejected 1|line 8: \"other\" is unknown here. Use consumer_groups and cost_tracking.|"), (run.Exit, run.Output));
        Assert.Equal((1, "rejected 2|line 5: There is no team \"team_nobody\".|line 6: The group \"a\" is listed twice.|"), (bad.Exit, bad.Output));
        var shown = await _api.GetAsync("/v1/policies");
        Assert.Equal(("[]", "True"), (shown["consumer_groups"], shown["wallet_enforcement"]));
    }

    [Fact]
    public async Task Import_AGatewaysWholeFile_NamesEachKeyToCutAndChangesNothing_G26()
    {
        var run = await RunAsync("""
            model_list: []
            consumer_groups:
            - id: engineering
              wallet_team_id: team_core
              name: Engineering
            cost_tracking:
              wallet_enforcement: false
              provider: litellm
            """);

        Assert.Equal(1, run.Exit);
        Assert.Equal(
            "rejected 3|line 1: \"model_list\" is unknown here. Use consumer_groups and cost_tracking.|"
            + "line 5: \"name\" is unknown here. Use id and wallet_team_id.|line 8: \"provider\" is unknown here. Use wallet_enforcement.|",
            run.Output);
        var shown = await _api.GetAsync("/v1/policies");
        Assert.Equal(("[]", "True"), (shown["consumer_groups"], shown["wallet_enforcement"]));
    }

    [Fact]
    public async Task Import_TeamOfAnotherTenant_IsUnknown()
    {
        await (await _stage.ClientAsync(_stage.Contoso)).PostAsync("/v1/wallets", """{"kind":"team","name":"Core","ref":"team_contoso"}""");
        var run = await RunAsync("consumer_groups: [{id: a, wallet_team_id: team_contoso}]");

        Assert.Equal((1, "rejected 1|line 1: There is no team \"team_contoso\".|"), (run.Exit, run.Output));
    }

    [Theory]
    [InlineData("consumer_groups: &a [*a]", "line 1: anchors are not allowed; write the text itself.|")]
    [InlineData("", "The file is empty.|")]
    public async Task Import_WhatIsNoSuchFile_ExitsTwo_G26(string text, string message)
    {
        var run = await RunAsync(text);
        Assert.Equal((2, "", message), (run.Exit, run.Output, run.Error));
    }

    [Fact]
    public async Task Import_FileOrTenantThatIsNotThere_ExitsTwo()
    {
        Assert.Equal(2, (await CommandAsync("import", "policies", _folder.File("missing"), "--tenant", Tenant)).Exit);
        Assert.Equal(2, (await CommandAsync("import", "policies", Write(File), "--tenant", "Nowhere")).Exit);
        Assert.Equal(2, (await CommandAsync("import", "policies", Write(File))).Exit);
    }

    private string Tenant => PublicId.Format(PublicId.Tenant, _stage.Northwind.Value);

    private string Write(string text)
    {
        var path = _folder.File("policies.yaml");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(string text, params string[] options) =>
        CommandAsync(["import", "policies", Write(text), "--tenant", Tenant, .. options]);

    private async Task<(int Exit, string Output, string Error)> CommandAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "|" };
        using var error = new StringWriter { NewLine = "|" };
        var database = $"--ConnectionStrings:Bluebear=Data Source={app.App.Services.GetRequiredService<DatabaseLocation>().File}";
        var exit = await CommandLine.RunAsync([.. arguments, database], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}

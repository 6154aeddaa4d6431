using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Verifying;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>Amounts and totals are bounded where they are written, and whatever stands in the books can be shown.</summary>
public sealed class TotalBoundTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string MostOfOne = "1000000000000";

    private static readonly string[] Lists =
    [
        "/v1/wallets", "/v1/wallets/atlas", "/v1/wallets/borealis/lots", "/v1/transfers", "/v1/usage", "/v1/usage?group_by=workspace",
        "/v1/usage?group_by=hour,model", "/v1/purchases", "/v1/reconciliation/purchases", "/v1/reconciliation/proof",
    ];

    [Fact]
    public async Task Charge_OneAmountBeyondTheBound_Is400AndSaysTheBound_X2()
    {
        var (_, api) = await StageAsync();

        foreach (var amount in (string[])["9223372036854", "9223372036854.775807", "1000000000000.000001"])
        {
            var answer = await api.PostAsync("/v1/charges", $$"""{"workspace":"atlas","amount":"{{amount}}"}""");
            Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
            Assert.Contains("1,000,000,000,000", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Usage_BeyondTheTotalOfTheTenant_Is409AndEverythingIsStillShown_X2()
    {
        var (company, api) = await StageAsync();
        var hold = await api.PostAsync("/v1/reservations", """{"workspace":"borealis","amount":"5"}""");
        Assert.Equal(201, (await ChargeAsync(api, "atlas", MostOfOne)).Status);
        Assert.Equal(201, (await ChargeAsync(api, "borealis", MostOfOne)).Status);

        var beyond = await ChargeAsync(api, "atlas", "0.775");
        var settled = await api.PostAsync($"/v1/reservations/{hold["id"]}/settle", """{"amount":"1"}""");

        Assert.Equal((409, "total_out_of_range"), (beyond.Status, beyond.Code));
        Assert.Contains("2,000,000,000,000", beyond.Text, StringComparison.Ordinal);
        Assert.Equal((409, "total_out_of_range"), (settled.Status, settled.Code));
        await AssertShownAsync(api);
        Assert.Empty(Verified(company.Northwind).Differences);
        Assert.Equal("2000000000000", (await api.GetAsync("/v1/usage"))["total.credits"]);
    }

    [Fact]
    public async Task Purchase_BeyondTheTotalOfTheTenant_Is409_X2()
    {
        var (_, api) = await StageAsync();
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", $$"""{"amount":"{{MostOfOne}}","reference":"INV-2"}""")).Status);

        var beyond = await api.PostAsync("/v1/purchases", $$"""{"amount":"{{MostOfOne}}","reference":"INV-3"}""");

        Assert.Equal((409, "total_out_of_range"), (beyond.Status, beyond.Code));
        await AssertShownAsync(api);
    }

    [Fact]
    public async Task Tokens_BeyondTheTotalOfTheTenant_Is409_X2()
    {
        var (company, api) = await StageAsync();
        Execute($"UPDATE ledger_heads SET tokens = 999999999999999999 WHERE tenant_id = {company.Northwind.Value}");

        var beyond = await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"1","input_tokens":5}""");

        Assert.Equal((409, "total_out_of_range"), (beyond.Status, beyond.Code));
    }

    [Fact]
    public async Task FiguresTooLargeForOneSum_StandingInTheBooks_AreShown_X2()
    {
        var (company, api) = await StageAsync();
        Assert.Equal(201, (await ChargeAsync(api, "atlas", "100")).Status);
        Assert.Equal(201, (await ChargeAsync(api, "borealis", "100")).Status);
        var tenant = $"tenant_id = {company.Northwind.Value}";
        Execute(
            $"""
            UPDATE accounts SET available_micro_credits = 9223372036854775807, reserved_micro_credits = 9223372036854775807,
                overage_micro_credits = 9223372036854775807 WHERE {tenant};
            UPDATE usage_hours SET micro_credits = 9223372036854775807, input_tokens = 9223372036854775807 WHERE {tenant};
            UPDATE usage_days SET micro_credits = 9223372036854775807, output_tokens = 9223372036854775807 WHERE {tenant};
            UPDATE open_overages SET amount_micro_credits = 9223372036854775807 WHERE {tenant};
            UPDATE charges SET amount_micro_credits = 9223372036854775807, is_estimate = 1 WHERE {tenant};
            UPDATE purchases SET amount_micro_credits = 9223372036854775807, spent_micro_credits = 9223372036854775807 WHERE {tenant};
            UPDATE lots SET available_micro_credits = 9223372036854775807, reserved_micro_credits = 9223372036854775807 WHERE {tenant};
            """);

        await AssertShownAsync(api);
        Assert.NotEmpty(Verified(company.Northwind).Differences);
        Assert.Empty(Verified(company.Contoso).Differences);
    }

    private static Task<ApiAnswer> ChargeAsync(ApiClient api, string workspace, string amount) =>
        api.PostAsync("/v1/charges", $$"""{"workspace":"{{workspace}}","amount":"{{amount}}"}""");

    private static async Task AssertShownAsync(ApiClient api)
    {
        foreach (var path in Lists)
        {
            var answer = await api.GetAsync(path);
            Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Text}");
        }
    }

    private VerifiedBooks Verified(TenantId tenant) => app.App.Services.GetRequiredService<VerifyLedger>().Run(tenant).Single();

    private void Execute(string sql)
    {
        var location = app.App.Services.GetRequiredService<DatabaseLocation>();
        using var connection = new SqliteConnection(location.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<(ApiStage Company, ApiClient Api)> StageAsync()
    {
        var company = await ApiStage.CreateAsync(app.App);
        var api = await company.ClientAsync();
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"1000","reference":"INV-1"}""")).Status);
        foreach (var name in (string[])["atlas", "borealis"])
        {
            Assert.Equal(201, (await api.PostAsync("/v1/wallets", $$"""{"kind":"workspace","name":"{{name}}","ref":"{{name}}"}""")).Status);
            Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", $$"""{"to":"{{name}}","amount":"10"}""")).Status);
        }

        return (company, api);
    }
}

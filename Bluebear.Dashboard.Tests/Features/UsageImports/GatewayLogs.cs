using System.Text;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Policies;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

/// <summary>A tenant with 1,000 credits a dollar, a price list with every kind of price, and rows of a gateway's log.</summary>
internal sealed class GatewayLogs : IAsyncDisposable
{
    public const string Prices = """
        {
          "m-plain": {"input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05, "cache_read_input_token_cost": 3e-07, "cache_creation_input_token_cost": 3.75e-06, "cache_creation_input_token_cost_above_1hr": 6e-06},
          "m-no-cached": {"input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05},
          "m-tier200k": {"input_cost_per_token": 1.25e-06, "input_cost_per_token_above_200k_tokens": 2.5e-06, "output_cost_per_token": 1e-05, "output_cost_per_token_above_200k_tokens": 1.5e-05, "cache_read_input_token_cost": 1.25e-07, "cache_read_input_token_cost_above_200k_tokens": 2.5e-07},
          "m-cachehit-name": {"input_cost_per_token": 5.5e-07, "input_cost_per_token_cache_hit": 1.4e-07, "output_cost_per_token": 2.19e-06},
          "m-image-by-piece": {"input_cost_per_token": 0, "output_cost_per_token": 0, "output_cost_per_image": 0.039, "mode": "image_generation"},
          "m-batch": {"input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05, "input_cost_per_token_batches": 1.25e-06, "output_cost_per_token_batches": 5e-06},
          "m-reasoning": {"input_cost_per_token": 4e-07, "output_cost_per_token": 1.2e-06, "output_cost_per_reasoning_token": 4e-06},
          "m-audio": {"input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05, "input_cost_per_audio_token": 4e-05, "output_cost_per_audio_token": 8e-05},
          "m-tiers": {"input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06, "input_cost_per_token_flex": 1e-06, "output_cost_per_token_flex": 4e-06, "input_cost_per_token_priority": 3.5e-06, "output_cost_per_token_priority": 1.4e-05},
          "m-free": {"input_cost_per_token": 0, "output_cost_per_token": 0}
        }
        """;

    private GatewayLogs(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public static async Task<GatewayLogs> CreateAsync(string prices = Prices, string timeZone = "UTC")
    {
        var database = await TestDatabase.CreateAsync(new ManualClock(new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero)), timeZone);
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000_000), "INV-1", null));
        await database.PostAsync(new OpenAccount(AccountKinds.Team, "Engineering", "team_engineering", null, Credits.FromCredits(1_000)));
        Assert.True(CreditsPerUsd.TryParse("1000", out var rate));
        var list = LiteLlmPriceList.Parse(Encoding.UTF8.GetBytes(prices), rate, ModelPrice.Always);
        await database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
        {
            context.ModelPrices.AddRange(list.Prices.Select(price => price.ToRow(TestDatabase.Tenant, DateTimeOffset.UnixEpoch, "test")));
            context.Tenants.Single(tenant => tenant.Id == TestDatabase.Tenant.Value).CreditsPerUsd = rate.ToStored();
            return Task.CompletedTask;
        });
        return new(database);
    }

    /// <summary>A row of a log with the usual fields, others as given.</summary>
    public static string Row(string id, string model, long prompt, long completion, string? spend, string more = "\"metadata\": {}") =>
        $$"""
        {"request_id": "{{id}}", "call_type": "acompletion", "startTime": "2026-11-20T10:00:00Z", "model": "{{model}}", "user": "u1",
        """.ReplaceLineEndings(" ")
        + $" \"prompt_tokens\": {prompt}, \"completion_tokens\": {completion}, \"spend\": {spend ?? "null"}, {more}}}";

    public async Task<UsageImportReport> ImportAsync(string text, PriceBy by = PriceBy.Auto, bool isDryRun = false)
    {
        using var file = UsageFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), format: null);
        return await ImportAsync(file, by, isDryRun);
    }

    public Task<UsageImportReport> ImportAsync(UsageFile file, PriceBy by = PriceBy.Auto, bool isDryRun = false, string? model = null) =>
        new ImportUsage(Database.Contexts, Database.Ledger).RunAsync(
            new() { Tenant = TestDatabase.Tenant, Actor = "import", PriceBy = by, IsDryRun = isDryRun, Model = model }, file, progress: null, CancellationToken.None);

    public Task MapAsync(string group, AccountId team) => Database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
    {
        context.Set<ConsumerGroupRow>().Add(new() { TenantId = TestDatabase.Tenant.Value, GroupId = group, TeamId = team.Value });
        return Task.CompletedTask;
    });

    public AccountId Account(string reference) =>
        new(Database.Scalar($"SELECT id FROM accounts WHERE tenant_id = 1 AND ref = '{reference}'"));

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

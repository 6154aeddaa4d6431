using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Usage;

/// <summary>Sums of usage for programs, over more rows than an answer may have lines.</summary>
public sealed class SumUsageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Now);
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_clock);
        await _database.PostAsync(new RecordPurchase(Credits.FromCredits(1), "INV-1"));
        await _database.PostAsync(new ChargeUsage(Credits.FromMicroCredits(1), new() { User = "ada" }, Now));
        // One user more than lines are answered, each in an hour.
        _database.Execute($"""
            WITH RECURSIVE users(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM users WHERE number < {SumUsage.MaxGroups})
            INSERT INTO usage_hours (tenant_id, hour_starts_at, day, payer_id, workspace_id, team_id, user_id, model_id, consumer_group_id,
                account_id, actor_id, tags_id, micro_credits, requests, input_tokens, cached_input_tokens, output_tokens)
            SELECT tenant_id, hour_starts_at, day, payer_id, workspace_id, team_id, user_id + number, model_id, consumer_group_id, account_id, actor_id, tags_id, 1, 1, 0, 0, 0
            FROM usage_hours, users
            """);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task RunAsync_MoreLinesThanAnAnswerHas_IsRefused() => Assert.Null(await Sums.RunAsync(null, null, [UsageKey.User]));

    [Theory]
    [InlineData(nameof(UsageKey.Hour))]
    [InlineData(nameof(UsageKey.ConsumerGroup))]
    [InlineData(nameof(UsageKey.Model))]
    public async Task RunAsync_FewLinesOverManyRows_AreSummedUp(string key)
    {
        var sums = (await Sums.RunAsync(null, null, [Enum.Parse<UsageKey>(key)]))!;

        Assert.Single(sums.Groups);
        Assert.Equal((SumUsage.MaxGroups + 1, Credits.FromMicroCredits(SumUsage.MaxGroups + 1)), (sums.Total.Requests, sums.Total.Credits));
    }

    private SumUsage Sums => new(new FixedCaller(TestCallers.Of(Role.Auditor)), _database.Contexts, _clock);
}

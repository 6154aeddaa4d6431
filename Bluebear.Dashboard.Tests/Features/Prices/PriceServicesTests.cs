using System.Text;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Prices;

public sealed class PriceServicesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] File = List("gpt", "2.5e-9");

    private readonly ManualClock _clock = new(Start);
    private readonly FixedCaller _caller = new(TestCallers.Of(Role.FinanceAdmin));
    private TestDatabase _database = null!;
    private ListPrices _list = null!;
    private ImportPrices _import = null!;
    private SetPrice _set = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_clock);
        var book = new PriceStore(_database.Contexts, _database.Get<DatabaseWrites>(), new AuditLog(_clock), _clock);
        _list = new(_database.Contexts, _caller, _clock);
        _import = new(book, _caller);
        _set = new(book, _caller);
    }

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Import_FirstAndChangedPrices_KeepTheHistory()
    {
        var first = await _import.RunAsync(File, Rate("100"), validFrom: null);
        _clock.Advance(TimeSpan.FromDays(1));
        var second = await _import.RunAsync(List("gpt", "5e-9"), rate: null, validFrom: null);
        var third = await _import.RunAsync(List("gpt", "5e-9"), rate: null, validFrom: null);

        Assert.Equal((1, 0, 0), Counts(first));
        Assert.Equal((0, 1, 0), Counts(second));
        Assert.Equal((0, 0, 1), Counts(third));
        await using var context = _database.Contexts.ForTenant(TestDatabase.Tenant);
        var list = await context.ReadPriceListAsync(default);
        Assert.Equal("0.25", list.Find("gpt", Start.AddYears(-9))?.Input.ToString());
        Assert.Equal("0.25", list.Find("gpt", Start.AddDays(1).AddMicroseconds(-1))?.Input.ToString());
        Assert.Equal("0.5", list.Find("gpt", Start.AddDays(1))?.Input.ToString());
    }

    [Fact]
    public async Task Preview_Import_ChangesNothing()
    {
        var preview = await _import.PreviewAsync(File, Rate("100"), Start.AddDays(9));

        Assert.Equal(Start.AddDays(9), Assert.Single(preview.Changes.New).After.ValidFrom);
        var view = await _list.RunAsync();
        Assert.Empty(view.InForce);
        Assert.Empty(view.Upcoming);
        Assert.Equal(CreditsPerUsd.One, view.Rate);
    }

    [Fact]
    public async Task Import_RateGiven_IsKeptForTheTenantAlone()
    {
        await _import.RunAsync(File, Rate("0.25"), validFrom: null);

        Assert.Equal("0.25", (await _list.RunAsync()).Rate.ToString());
        _caller.Caller = TestCallers.Of(Role.FinanceAdmin) with { Tenant = new TenantId(2) };
        var other = await _list.RunAsync();
        Assert.Equal(CreditsPerUsd.One, other.Rate);
        Assert.Empty(other.InForce);
        Assert.Empty(await _list.HistoryAsync("gpt"));
    }

    [Fact]
    public async Task SetPrice_TwelveDecimalsAndTheHighest_ComeBackExactly()
    {
        var price = new ModelPrice("m", Price("0.000000000001"), Price("999999999999.999999999999"), Price("1000000000000"), Start.AddDays(1), 7);

        await _set.RunAsync(price, price.ValidFrom);

        Assert.Equal(price, Assert.Single((await _list.RunAsync()).Upcoming));
        var recorded = Assert.Single(await _list.HistoryAsync("m"));
        Assert.Equal((price, Start, "financeadmin@northwind.example", false), (recorded.Price, recorded.RecordedAt, recorded.Actor, recorded.IsReplaced));
    }

    [Fact]
    public async Task SetPrice_EveryPart_ComesBackWithItsHistory()
    {
        var parts = PricePartKinds.All.SelectMany(static part => Enum.GetValues<ServiceTier>().SelectMany(tier => part.IsOfTokens() ? [(part, tier, 0L), (part, tier, 200_000L)] : (IEnumerable<(PricePart, ServiceTier, long)>)[(part, tier, 0L)]))
            .Where(static place => !PriceParts.IsPlain(place.Item1, place.Item2, place.Item3))
            .Select(static (place, index) => new PartPrice(place.Item1, place.Item2, place.Item3, UnitPrice.FromCreditsPerMillion(index + 0.000000000001m)));
        var price = new ModelPrice("m", Price("1"), null, Price("2"), Start, 7) { Parts = PriceParts.Of(parts) };
        var feesOnly = new ModelPrice("m", null, null, null, Start.AddDays(-1)) { Parts = PriceParts.Of([new(PricePart.Image, ServiceTier.Standard, 0, Price("1"))]) };

        await _set.RunAsync(feesOnly, feesOnly.ValidFrom);
        await _set.RunAsync(price, price.ValidFrom);

        Assert.Equal([price, feesOnly], (await _list.HistoryAsync("m")).Select(static recorded => recorded.Price));
        Assert.Equal(price, Assert.Single((await _list.RunAsync()).InForce));
        Assert.Equal(1, (await _set.RunAsync(price, price.ValidFrom)).Unchanged);
        await using var context = _database.Contexts.ForTenant(TestDatabase.Tenant);
        var told = await context.AuditEvents.OrderByDescending(row => row.Number).Select(row => row.After).FirstAsync();
        Assert.Contains("Input, batch, above 200,000 input tokens", told, StringComparison.Ordinal);
    }

    [SharedDataTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_TwoVersionsOfTheRealListInEitherOrder_LeavesTheLaterOne(bool isTurned)
    {
        var list = System.IO.File.ReadAllText(SharedData.PathOf(SharedData.Prices));
        // Only parts that no column shows differ, and a model is gone.
        var other = list.Replace("\"output_cost_per_reasoning_token\"", "\"citation_cost_per_token\"", StringComparison.Ordinal)
            .Replace("_batches\"", "_flex\"", StringComparison.Ordinal).Replace("\"gpt-4o\":", "\"gpt-4o-gone\":", StringComparison.Ordinal);
        var (first, second) = isTurned ? (other, list) : (list, other);

        await _import.RunAsync(Encoding.UTF8.GetBytes(first), Rate("1000"), validFrom: null);
        _clock.Advance(TimeSpan.FromDays(1));
        var changed = await _import.RunAsync(Encoding.UTF8.GetBytes(second), rate: null, validFrom: null);
        var again = await _import.RunAsync(Encoding.UTF8.GetBytes(second), rate: null, validFrom: null);

        Assert.NotEmpty(changed.Changes.Changed);
        Assert.All(changed.Changes.Changed, static change => Assert.NotEmpty(change.Parts));
        Assert.Empty(changed.Changes.Jumps);
        Assert.Empty(again.Changes.ToRecord);
        Assert.Equal(218, again.Changes.Unchanged);
        var inForce = (await _list.RunAsync()).InForce.ToDictionary(static price => price.Model);
        Assert.All(
            LiteLlmPriceList.Parse(Encoding.UTF8.GetBytes(second), Rate("1000"), ModelPrice.Always).Prices,
            price => Assert.True(inForce[price.Model].CostsAsMuchAs(price), price.Model));
    }

    [Theory]
    [InlineData("UPDATE model_price_parts SET part = 0")]
    [InlineData("UPDATE model_price_parts SET part = 16")]
    [InlineData("UPDATE model_price_parts SET tier = 4")]
    [InlineData("UPDATE model_price_parts SET above_input_tokens = 1")]
    [InlineData("UPDATE model_price_parts SET part = 1")]
    [InlineData("UPDATE model_price_parts SET per_million = '-1'")]
    [InlineData("UPDATE model_prices SET output_per_million = '-1'")]
    public async Task Database_APartThatCannotBe_IsRefused(string change)
    {
        await _set.RunAsync(new("m", Price("1"), null, Price("1"), Start) { Parts = PriceParts.Of([new(PricePart.Image, ServiceTier.Standard, 0, Price("1"))]) }, Start);

        Assert.ThrowsAny<Microsoft.Data.Sqlite.SqliteException>(() => _database.Execute(change));
    }

    [Fact]
    public async Task SetPrice_SameStartTwice_TheLaterCountsAndBothStayInTheHistory()
    {
        await _set.RunAsync(new("m", Price("1"), null, Price("1"), Start), Start);
        await _set.RunAsync(new("m", Price("2"), null, Price("2"), Start), Start);

        Assert.Equal(Price("2"), Assert.Single((await _list.RunAsync()).InForce).Input);
        Assert.Equal([("2", false), ("1", true)], (await _list.HistoryAsync("m")).Select(price => (price.Price.Input.ToString(), price.IsReplaced)));
    }

    [Fact]
    public async Task Changing_AnyPriceOrTheRate_LeavesAnAuditEvent()
    {
        await _import.RunAsync(File, Rate("100"), validFrom: null);
        await _set.RunAsync(new("gpt", Price("3"), null, Price("1"), Start), Start);
        await _set.RateAsync(Rate("7"));

        await using var context = _database.Contexts.ForTenant(TestDatabase.Tenant);
        var events = await context.AuditEvents.OrderBy(row => row.Id).Select(row => new { row.Action, row.Before, row.After }).ToListAsync();
        Assert.Equal(["prices.imported", "rate.set", "price.set", "rate.set"], events.Select(audited => audited.Action));
        Assert.StartsWith("0.25 / - / 100 from", events[2].Before, StringComparison.Ordinal);
        Assert.Equal(("100", "7"), (events[3].Before, events[3].After));
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.TeamLead)]
    [InlineData(Role.Auditor)]
    public async Task Changing_AsAnyoneButAFinanceAdmin_IsRefused(Role role)
    {
        _caller.Caller = TestCallers.Of(role);

        Assert.False((await _list.RunAsync()).CanEdit);
        await Assert.ThrowsAsync<AccessRefusedException>(() => _import.PreviewAsync(File, null, null));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _import.RunAsync(File, null, null));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _set.RunAsync(new("m", default, null, default, Start), Start));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _set.RateAsync(CreditsPerUsd.One));
        await using var context = _database.Contexts.ForTenant(TestDatabase.Tenant);
        Assert.Equal(0, await context.ModelPrices.CountAsync());
    }

    [Fact]
    public async Task Anything_SignedOut_IsRefused()
    {
        _caller.Caller = null;

        await Assert.ThrowsAsync<AccessRefusedException>(() => _list.RunAsync());
        await Assert.ThrowsAsync<AccessRefusedException>(() => _list.HistoryAsync("m"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\u0000b")]
    public async Task SetPrice_NameThatIsNone_IsRefused(string model) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _set.RunAsync(new(model, default, null, default, Start), Start));

    private static (int New, int Changed, int Unchanged) Counts(PriceImport import) =>
        (import.Changes.New.Count, import.Changes.Changed.Count, import.Changes.Unchanged);

    private static byte[] List(string model, string usd) =>
        Encoding.UTF8.GetBytes($$"""{"{{model}}": {"input_cost_per_token": {{usd}}, "output_cost_per_token": 1e-6} }""");

    private static UnitPrice Price(string text) =>
        UnitPrice.TryParse(text, out var price) is UnitPriceProblem.None ? price : throw new ArgumentException(text);

    private static CreditsPerUsd Rate(string text) => CreditsPerUsd.TryParse(text, out var rate) ? rate : throw new ArgumentException(text);
}

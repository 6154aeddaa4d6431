using AngleSharp.Dom;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Prices;

public sealed class PricesPageTests : ComponentContext
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Now);
    private readonly FixedCaller _caller = new(TestCallers.Of(Role.FinanceAdmin));
    private TestDatabase _database = null!;
    private PriceStore _book = null!;

    public override async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_clock);
        _book = new(_database.Contexts, _database.Get<DatabaseWrites>(), new AuditLog(_clock), _clock);
        Services.AddSingleton<TimeProvider>(_clock).AddSingleton<ICurrentCaller>(_caller).AddSingleton(_database.Contexts)
            .AddSingleton(_database.Get<DatabaseWrites>()).AddSingleton<AuditLog>().AddPrices().AddScoped<Toasts>().AddScoped<TimePassing>()
            .AddSingleton(_database.Get<LedgerFeed>()).AddLogging();
    }

    private protected override Task TearDownAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Page_Prices_AreShownWithEqualDecimalsInAColumn()
    {
        await SetAsync("gpt", "1234.5", "10", Now.AddDays(-1));
        await SetAsync("tiny", "0.003625", "0", ModelPrice.Always);
        await SetAsync("later", "1", "1", Now.AddDays(1));

        var page = await RenderPageAsync();

        Assert.Equal(["1,234.500000", "0.003625"], page.FindAll(".bb-table-wrap")[0].QuerySelectorAll("td:nth-child(2)").Select(cell => cell.TextContent));
        Assert.Contains("Future prices", page.Markup, StringComparison.Ordinal);
        Assert.Contains("2 models", page.Find("header").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NoPrices_SaysWhatWillStandThere() =>
        Assert.Contains("No prices yet", (await RenderPageAsync()).Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Page_Filter_FindsModelsAndSaysWhenThereAreNone()
    {
        await SetAsync("gpt", "1", "1", ModelPrice.Always);
        await SetAsync("claude", "1", "1", ModelPrice.Always);
        var page = await RenderPageAsync();

        await page.Find("input[type=search]").InputAsync(new ChangeEventArgs { Value = "GP" });
        Assert.Equal(["gpt"], page.FindAll("tbody th").Select(cell => cell.TextContent));

        await page.Find("input[type=search]").InputAsync(new ChangeEventArgs { Value = "x" });
        Assert.Contains("No results", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Auditor_SeesPricesAndNoWayToChangeThem()
    {
        await SetAsync("gpt", "1", "1", ModelPrice.Always);
        _caller.Caller = TestCallers.Of(Role.Auditor);

        var page = await RenderPageAsync();

        Assert.Single(page.FindAll("tbody tr"));
        Assert.Empty(page.FindAll("button"));
    }

    [Fact]
    public async Task SetPrice_BadThenGoodText_IsSavedFromTheTenantsMidnight()
    {
        var page = await RenderPageAsync();
        await Button(page, "Set price").ClickAsync();
        await TypeAsync("Model", "gpt");
        await TypeAsync("Input", "1,5");
        await TypeAsync("Output", "0.0000000000001");

        await Dialogs.Find("form").SubmitAsync();
        Assert.Contains("not a number", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("at most twelve decimal places", Dialogs.Markup, StringComparison.Ordinal);

        await TypeAsync("Input", "1,500.25");
        await TypeAsync("Output", "3");
        await TypeAsync("Valid from", "1 May 2026");
        await LeaveAsync("Valid from");
        await Dialogs.Find("form").SubmitAsync();

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll("[role=dialog]")));
        var history = await Services.GetRequiredService<ListPrices>().HistoryAsync("gpt");
        var price = Assert.Single(history).Price;
        Assert.Equal(("1500.25", new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)), (price.Input.ToString(), price.ValidFrom));
    }

    [Fact]
    public async Task Import_File_IsPreviewedAndThenTakenOver()
    {
        await SetAsync("gpt", "1", "1", ModelPrice.Always);
        var page = await RenderPageAsync();
        await Button(page, "Import list").ClickAsync();
        await TypeAsync("Credits per US dollar", "100");

        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("""
            {"gpt": {"input_cost_per_token": 2e-6, "output_cost_per_token": 1e-6},
             "new": {"input_cost_per_token": 0, "output_cost_per_token": 0}, "image": {"mode": "image_generation"} }
            """, "prices.json"));

        Dialogs.WaitForAssertion(() => Assert.Contains("1 new, 1 changed, 0 unchanged.", Dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains("image: no price for tokens", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Single((await Services.GetRequiredService<ListPrices>().RunAsync()).InForce);

        await Dialogs.Find("form").SubmitAsync();
        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll("[role=dialog]")));
        var view = await Services.GetRequiredService<ListPrices>().RunAsync();
        Assert.Equal([("gpt", "200"), ("new", "0")], view.InForce.Select(price => (price.Model, price.Input.ToString())));
        Assert.Equal("100", view.Rate.ToString());
    }

    [Fact]
    public async Task Import_PartsThatNoColumnShows_AreNamedWithBeforeAndAfter_A17()
    {
        await _book.SetAsync(TestDatabase.Tenant, new("gpt", Price("2"), Price("0.2"), Price("1"), ModelPrice.Always, 100), ModelPrice.Always, AuditActor.CommandLine, CancellationToken.None);
        var page = await RenderPageAsync();
        await Button(page, "Import list").ClickAsync();

        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(
            """{"gpt": {"input_cost_per_token": 2e-6, "output_cost_per_token": 1e-6, "max_output_tokens": 200}}""", "prices.json"));

        Dialogs.WaitForAssertion(() => Assert.Equal(
            ["Cached input|0.20|none", "Output limit|100|200"],
            Dialogs.FindAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent)))));
    }

    [Fact]
    public async Task Import_OnlyAHiddenPartChanged_IsShownWithTierAndThreshold()
    {
        await _book.SetAsync(TestDatabase.Tenant, new("gpt", Price("2"), null, Price("1"), ModelPrice.Always)
        {
            Parts = PriceParts.Of([new(PricePart.CacheWrite, ServiceTier.Standard, 0, Price("3")), new(PricePart.Image, ServiceTier.Standard, 0, Price("39000000"))]),
        }, ModelPrice.Always, AuditActor.CommandLine, CancellationToken.None);
        var page = await RenderPageAsync();
        Assert.Contains("+ 2 more parts", page.Markup, StringComparison.Ordinal);
        await Button(page, "Import list").ClickAsync();

        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(
            """{"gpt": {"input_cost_per_token": 2e-6, "output_cost_per_token": 1e-6, "cache_creation_input_token_cost": 4e-6, "input_cost_per_token_above_200k_tokens_priority": 5e-6}}""", "prices.json"));

        Dialogs.WaitForAssertion(() => Assert.Equal(
            ["Cache write|3.00|4.00", "Per image|39.00|none", "Input, priority, above 200,000 input tokens|none|5.00"],
            Dialogs.FindAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent)))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_PricesThatLookLikeAMistake_AreTakenWithTheCheckBoxOnly_G16(bool isAccepted)
    {
        var page = await RenderPageAsync();
        await Button(page, "Import list").ClickAsync();
        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("""
            {"good": {"input_cost_per_token": 2e-6, "output_cost_per_token": 1e-6}, "bad": {"input_cost_per_token": 0.015, "output_cost_per_token": 1e-6},
             "round": {"input_cost_per_token": 1e-19, "output_cost_per_token": 1e-6, "citation_cost_per_token": 1} }
            """, "prices.json"));
        Dialogs.WaitForAssertion(() => Assert.Contains("2 new, 0 changed, 0 unchanged, 1 to confirm.", Dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains("bad: Input none -&gt; 15,000.00: above 1,000 US dollars for a million", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("round: more than 12 decimals for input tokens", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("citation_cost_per_token: 1 model", Dialogs.Markup, StringComparison.Ordinal);

        await Dialogs.Find("input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = isAccepted });
        await Dialogs.Find("form").SubmitAsync();

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll("[role=dialog]")));
        var view = await Services.GetRequiredService<ListPrices>().RunAsync();
        Assert.Equal(isAccepted ? ["bad", "good", "round"] : ["good", "round"], view.InForce.Select(static price => price.Model));
    }

    [Fact]
    public async Task SetPrice_FurtherParts_AreReadKeptAndTakenAway()
    {
        await _book.SetAsync(TestDatabase.Tenant, new("gpt", Price("2"), null, Price("1"), ModelPrice.Always)
        {
            Parts = PriceParts.Of([new(PricePart.CacheWrite, ServiceTier.Standard, 0, Price("3")), new(PricePart.Input, ServiceTier.Batch, 0, Price("1"))]),
        }, ModelPrice.Always, AuditActor.CommandLine, CancellationToken.None);
        var page = await RenderPageAsync();
        await page.Find("[aria-label='Change price of gpt']").ClickAsync();
        Assert.Equal(("3", "1"), (Box("Cache write").GetAttribute("value"), Box("Input, batch").GetAttribute("value")));
        await TypeAsync("Per image", "x");
        await Dialogs.Find("form").SubmitAsync();
        Assert.Contains("not a number", Dialogs.Markup, StringComparison.Ordinal);

        await TypeAsync("Per image", "0.039");
        await TypeAsync("Cache write", "");
        await TypeAsync("Input", "");
        await TypeAsync("Output", "");
        await Dialogs.Find("form").SubmitAsync();

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll("[role=dialog]")));
        var price = Assert.Single((await Services.GetRequiredService<ListPrices>().RunAsync()).InForce);
        Assert.Equal(
            [new(PricePart.Image, ServiceTier.Standard, 0, Price("39000")), new(PricePart.Input, ServiceTier.Batch, 0, Price("1"))], price.Parts);
        Assert.Null(price.Input);
    }

    [Fact]
    public async Task History_OfAPriceWithParts_ShowsAllOfThem()
    {
        await _book.SetAsync(TestDatabase.Tenant, new("gpt", Price("2"), null, Price("1"), ModelPrice.Always)
        {
            Parts = PriceParts.Of(
            [
                new(PricePart.CacheWrite, ServiceTier.Standard, 0, Price("3")), new(PricePart.Image, ServiceTier.Standard, 0, Price("39000000")),
                new(PricePart.Input, ServiceTier.Batch, 0, Price("1")), new(PricePart.Output, ServiceTier.Batch, 0, Price("0.5")),
                new(PricePart.Input, ServiceTier.Priority, 200_000, Price("9")),
            ]),
        }, ModelPrice.Always, AuditActor.CommandLine, CancellationToken.None);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/prices?model=gpt");
        await RenderPageAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal(
            ["Cache write 3.00 · Per image 39.00", "Batch: Input 1.00 · Output 0.50", "Priority, above 200,000 input tokens: Input 9.00"],
            Dialogs.FindAll("section li").Select(static line => line.TextContent)));
    }

    [Theory]
    [InlineData("1", "1 US dollar = 1 credit")]
    [InlineData("100", "1 US dollar = 100 credits")]
    [InlineData("0.5", "1 US dollar = 0.5 credits")]
    public void Rate_InWords_HasItsGrammar_A23(string rate, string expected)
    {
        Assert.True(CreditsPerUsd.TryParse(rate, out var read));
        Assert.Equal(expected, PriceText.Of(read));
    }

    [Fact]
    public async Task Import_NoList_SaysSoAndKeepsTheDialog()
    {
        var page = await RenderPageAsync();
        await Button(page, "Import list").ClickAsync();

        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("[]", "prices.json"));

        Dialogs.WaitForAssertion(() => Assert.Contains("not a JSON object", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.True(Button(Dialogs, "Import").HasAttribute("disabled"));
    }

    [Fact]
    public async Task History_ModelInTheAddress_IsOpen()
    {
        await SetAsync("gpt", "1", "1", ModelPrice.Always);
        await SetAsync("gpt", "2", "1", Now.AddDays(-1));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/prices?model=gpt");

        var page = await RenderPageAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal(["2.00", "1.00"],
            Dialogs.FindAll("tbody td:nth-child(2)").Select(cell => cell.TextContent)));
    }

    private async Task<IRenderedComponent<PricesPage>> RenderPageAsync()
    {
        var page = Render<PricesPage>();
        await page.WaitForStateAsync(() => page.FindAll("[aria-busy=true]").Count == 0, TimeSpan.FromSeconds(10));
        return page;
    }

    private Task<PriceChanges> SetAsync(string model, string input, string output, DateTimeOffset from) => _book.SetAsync(
        TestDatabase.Tenant, new(model, Price(input), null, Price(output), from), from, AuditActor.CommandLine, CancellationToken.None);

    private static UnitPrice Price(string text) =>
        UnitPrice.TryParse(text, out var price) is UnitPriceProblem.None ? price : throw new ArgumentException(text);

    private static IElement Button<TPage>(IRenderedComponent<TPage> page, string name)
        where TPage : IComponent => page.FindAll("button").Single(button => button.TextContent.Trim() == name);

    private Task TypeAsync(string label, string text) => Box(label).InputAsync(new ChangeEventArgs { Value = text });

    private Task LeaveAsync(string label) => Box(label).ChangeAsync(new ChangeEventArgs { Value = Box(label).GetAttribute("value") });

    private IElement Box(string label) =>
        Dialogs.Find("#" + Dialogs.FindAll("label").Single(found => found.TextContent == label).GetAttribute("for"));
}

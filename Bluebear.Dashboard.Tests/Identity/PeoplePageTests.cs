using AngleSharp.Dom;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Pages;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public sealed class PeoplePageTests : ComponentContext
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly FixedCaller _caller = new(null);
    private PeopleApp _app = null!;
    private Person _otto = null!;

    public override async Task InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        var tenant = await _app.AddTenantAsync();
        var ada = await _app.AddPersonAsync(tenant, "ada@northwind.example", Role.FinanceAdmin);
        _otto = await _app.AddPersonAsync(tenant, "otto@northwind.example", Role.Operator);
        _caller.Caller = TestCallers.Of(Role.FinanceAdmin) with { Tenant = tenant, Person = new PersonId(ada.Id), Actor = ada.Email! };
        var contexts = _app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>();
        Services.AddSingleton<ICurrentCaller>(_caller).AddSingleton(contexts).AddSingleton(TimeProvider.System)
            .AddSingleton(new ChangePeople(_caller, _app.Services.GetRequiredService<DatabaseWrites>(), _app.Services.GetRequiredService<AddPerson>(),
                _app.Services.GetRequiredService<AuditLog>(), _app.Services.GetRequiredService<IServiceScopeFactory>()))
            .AddScoped<ListPeople>().AddScoped<Toasts>().AddScoped<TimePassing>()
            .AddSingleton(_app.Services.GetRequiredService<LedgerFeed>()).AddLogging().AddScreens();
    }

    private protected override Task TearDownAsync() => _app.DisposeAsync().AsTask();

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.TeamLead)]
    public async Task Page_ForOthers_SaysThatItIsNotOpen(Role role)
    {
        _caller.Caller = _caller.Caller! with { Role = role };

        var page = Render<PeoplePage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("Your role has no access", page.Markup, StringComparison.Ordinal), Long);
        Assert.DoesNotContain("@northwind.example", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_PersonInvitedElsewhere_Follows()
    {
        var page = Render<PeoplePage>();
        await page.WaitForAssertionAsync(() => Assert.Contains("otto@northwind.example", page.Markup, StringComparison.Ordinal), Long);

        await Services.GetRequiredService<ChangePeople>().InviteAsync("eve@northwind.example", Role.Auditor, []);

        await page.WaitForAssertionAsync(() => Assert.Contains("eve@northwind.example", page.Markup, StringComparison.Ordinal), Long);
    }

    [Fact]
    public async Task Page_ForAnAuditor_ShowsEverybodyAndChangesNothing()
    {
        _caller.Caller = _caller.Caller! with { Role = Role.Auditor };

        var page = await ShowAsync();

        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.True(page.Find(".bb-page-actions button").HasAttribute("disabled"));
        Assert.All(page.FindAll("[role=menuitem]"), it => Assert.Equal("true", it.GetAttribute("aria-disabled")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a b@northwind.example")]
    [InlineData("OTTO@northwind.example")]
    public async Task Invite_WithAnAddressThatCannotBe_SaysWhyBesideItAndInvitesNobody(string address)
    {
        var page = await ShowAsync();
        page.Find(".bb-page-actions button").Click();

        Dialogs.Find("input[type=email]").Input(address);
        await Dialogs.Find("form").SubmitAsync();

        Assert.NotEmpty(Dialogs.Find(".bb-invalid .bb-error").TextContent.Trim());
        Assert.Equal(2, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task Invite_LeavingTheFieldOfAnAddressThatIsNone_MarksIt_A21()
    {
        var page = await ShowAsync();
        page.Find(".bb-page-actions button").Click();

        Dialogs.Find("input[type=email]").Input("not-an-email");
        Assert.Empty(Dialogs.FindAll(".bb-invalid"));
        Dialogs.Find("input[type=email]").Change("not-an-email");

        Assert.StartsWith("Enter an email address", Dialogs.Find(".bb-invalid .bb-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_OfATeamLeadOfNothing_IsRefusedWithAMessage_A21()
    {
        var page = await ShowAsync();
        page.Find(".bb-page-actions button").Click();
        Dialogs.Find("input[type=email]").Input("eve@northwind.example");
        Dialogs.Find("select").Change(nameof(Role.TeamLead));

        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal("Choose at least one workspace: a team lead sees only what they lead.", Dialogs.Find("fieldset .bb-error").TextContent);
        Assert.Equal(2, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task Invite_OfSomebody_ShowsTheLinkOnceAndTheRow()
    {
        var page = await ShowAsync();
        page.Find(".bb-page-actions button").Click();
        Dialogs.Find("input[type=email]").Input("eve@northwind.example");
        await Dialogs.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Equal(3, page.FindAll("tbody tr").Count), Long);
        Assert.Contains("/account/welcome", Dialogs.Find("input").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal(Dialogs.Find("input").Id, Dialogs.Find("button[data-bb-copy]").GetAttribute("data-bb-copy"));
        await Dialogs.Find("[data-bb-dialog]").TriggerEventAsync("onclose", EventArgs.Empty);
        Assert.DoesNotContain("/account/welcome", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disable_OfSomebody_AsksFirstAndThenOffersToEnable()
    {
        var page = await ShowAsync();

        ItemOf(page, "Disable").Click();
        Assert.Empty(Dialogs.FindAll("form"));
        Dialogs.Find(".mud-button-filled-error").Click();

        await page.WaitForAssertionAsync(() => Assert.Contains("Enable", MenuOf(page)), Long);
    }

    private string[] MenuOf(IRenderedComponent<PeoplePage> page) => [.. ItemsOf(page).Select(it => it.TextContent.Trim())];

    private IElement ItemOf(IRenderedComponent<PeoplePage> page, string text) => ItemsOf(page).First(it => it.TextContent.Trim() == text);

    private IEnumerable<IElement> ItemsOf(IRenderedComponent<PeoplePage> page) =>
        page.FindAll($"tbody [role=menu][aria-label='Actions for {_otto.Email}'] [role=menuitem]");

    private async Task<IRenderedComponent<PeoplePage>> ShowAsync()
    {
        var page = Render<PeoplePage>();
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll("tbody tr")), Long);
        return page;
    }
}

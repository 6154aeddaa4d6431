using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Features.Usage.Views;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Tests.Identity;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Usage.Views;

/// <summary>Names for addresses of the usage page: whose they are, who may change them, and with which one the page begins.</summary>
public sealed class SavedViewsTests : FeatureComponents
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private AccountId _atlas;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas", 30);
        Services.AddUsage();
        await Stage.Get<DatabaseWrites>().WriteAsync(new TenantId(1), static context =>
        {
            foreach (var (id, name) in new[] { (1L, "ada"), (2L, "otto"), (3L, "imani") })
            {
                context.Users.Add(new()
                {
                    Id = id,
                    TenantId = 1,
                    Email = name + "@northwind.example",
                    UserName = name,
                    NormalizedEmail = name.ToUpperInvariant() + "@NORTHWIND.EXAMPLE",
                    Role = Role.Operator,
                });
            }

            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Save_OfAPerson_IsTheirsAlone()
    {
        Assert.Null(await Views.SaveAsync(" By model ", UsageQuery.Parse("group_by=Model&range=month"), isShared: false, isStart: false));

        var view = Assert.Single(await Views.ListAsync());
        Assert.Equal(("By model", "/usage?range=month&by=model", true), (view.Name, view.Url, view.CanChange));
        ActAs(Role.FinanceAdmin, 2);
        Assert.Empty(await Views.ListAsync());
        await Assert.ThrowsAsync<AccessRefusedException>(() => Views.RenameAsync(view.Id, "Mine"));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Views.DeleteAsync(view.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Views.StartWithAsync(view.Id));
        ActAs(Role.FinanceAdmin, 1);
        Assert.Equal("By model", Assert.Single(await Views.ListAsync()).Name);
    }

    [Fact]
    public async Task Share_ByAnOperator_ShowsItToAllAndOnlyOperatorsAndAdminsChangeIt()
    {
        ActAs(Role.Operator, 2);
        await Views.SaveAsync("Everyone's", UsageQuery.Parse("by=model"), isShared: true, isStart: false);
        ActAs(Role.TeamLead, 3);

        var view = Assert.Single(await Views.ListAsync());

        Assert.Equal((true, false), (view.IsShared, view.CanChange));
        Assert.False(await Views.CanShareAsync());
        await Assert.ThrowsAsync<AccessRefusedException>(() => Views.SaveAsync("Mine", new(), isShared: true, isStart: false));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Views.DeleteAsync(view.Id));
        await Views.StartWithAsync(view.Id);
        Assert.True(Assert.Single(await Views.ListAsync()).IsStart);
        ActAs(Role.FinanceAdmin, 1);
        Assert.False(Assert.Single(await Views.ListAsync()).IsStart);
        Assert.Null(await Views.RenameAsync(view.Id, "Ours"));
        await Views.DeleteAsync(view.Id);
        Assert.Empty(await Views.ListAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u200B")]
    [InlineData("a\u202Eb")]
    [InlineData("Known")]
    [InlineData("KNOWN")]
    public async Task Save_UnderANameThatCannotBe_SaysSoAndKeepsNothing(string name)
    {
        await Views.SaveAsync("known", new(), isShared: false, isStart: false);

        Assert.NotNull(await Views.SaveAsync(name, new(), isShared: false, isStart: true));

        Assert.False(Assert.Single(await Views.ListAsync()).IsStart);
    }

    [Fact]
    public async Task Views_OfAnotherTenant_AreNotThere()
    {
        await Views.SaveAsync("Ours", new(), isShared: true, isStart: true);

        Stage.Caller.Caller = TestCallers.Of(Role.FinanceAdmin) with { Tenant = new(2) };

        Assert.Empty(await Views.ListAsync());
    }

    [Fact]
    public async Task Page_WithoutAQuery_OpensTheStartAndAChosenRangeDoesNot()
    {
        await Views.SaveAsync("Start <b>", UsageQuery.Parse("by=model&range=7d"), isShared: false, isStart: true);

        var page = Show("");

        Assert.EndsWith("/usage?range=7d&by=model", Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("Start <b> (start)", page.FindAll("option").Select(static option => option.TextContent));
        await page.FindAll("select")[0].ChangeAsync(new() { Value = "30d" });
        await page.FindAll("select")[1].ChangeAsync(new() { Value = "day" });
        Assert.EndsWith("by=day", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAViewWhoseWorkspaceIsGone_OpensAndSaysWhichFilterIsOfThePast()
    {
        await Stage.UseAsync(_atlas, 2, TimeProvider.System.GetUtcNow());
        await Views.SaveAsync("Atlas", UsageQuery.Parse("workspace=" + PublicId.Format(PublicId.Account, _atlas.Value)), isShared: false, isStart: true);
        await Stage.Database.PostAsync(new DeleteAccount(_atlas));

        var page = Show("");

        await page.WaitForAssertionAsync(() => Assert.Contains("Atlas is deleted", page.Find("[role=status]").TextContent, StringComparison.Ordinal), Long);
        Assert.Contains("2.00", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dialogs_SaveRenameMakeStartAndDelete_ByTheirButtons()
    {
        var page = Show("?by=model");
        await page.FindAll("button").Single(static button => button.TextContent == "Save view").ClickAsync(new());
        var dialog = Dialogs;
        await dialog.Find("input[type=text]").InputAsync(new() { Value = "Models" });
        await dialog.Find("form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains("Manage views", page.Markup, StringComparison.Ordinal), Long);

        await page.FindAll("button").Single(static button => button.TextContent == "Manage views").ClickAsync(new());
        await Item("Begin Usage with it").ClickAsync(new());
        Assert.True(Assert.Single(await Views.ListAsync()).IsStart);
        await Item("Rename").ClickAsync(new());
        await Dialogs.Find("input[type=text]").InputAsync(new() { Value = "All models" });
        await Dialogs.Find("ul form").SubmitAsync();
        Assert.Equal("All models", Assert.Single(await Views.ListAsync()).Name);
        await Item("Delete").ClickAsync(new());
        Assert.Empty(await Views.ListAsync());
    }

    private SavedViews Views => Services.GetRequiredService<SavedViews>();

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private void ActAs(Role role, long person) => Stage.Caller.Caller = TestCallers.Of(role) with { Person = new PersonId(person) };

    private AngleSharp.Dom.IElement Item(string text) => Dialogs.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == text);

    private IRenderedComponent<UsagePage> Show(string query)
    {
        Navigation.NavigateTo(DashboardUrls.Usage + query);
        var page = Render<UsagePage>();
        page.WaitForState(() => page.FindAll(".bb-kpi").Count > 0, Long);
        return page;
    }
}

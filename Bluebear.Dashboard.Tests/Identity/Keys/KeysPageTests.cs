using AngleSharp.Dom;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Identity.Pages;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity.Keys;

public sealed class KeysPageTests : ComponentContext
{
    private readonly ManualClock _clock = new(new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FixedCaller _caller = new(TestCallers.Of(Role.FinanceAdmin));
    private TestDatabase _database = null!;

    private ChangeKeys Keys => Services.GetRequiredService<ChangeKeys>();

    public override async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_clock);
        Services.AddSingleton<TimeProvider>(_clock).AddSingleton<ICurrentCaller>(_caller).AddSingleton(_database.Contexts)
            .AddSingleton(_database.Get<DatabaseWrites>()).AddSingleton<AuditLog>().AddSingleton<AddKey>()
            .AddScoped<ListKeys>().AddScoped<ChangeKeys>().AddScoped<Toasts>().AddScoped<TimePassing>()
            .AddSingleton(_database.Get<LedgerFeed>()).AddLogging().AddScreens();
    }

    private protected override Task TearDownAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public void Page_NoKeys_SaysWhatWillStandThere() => Assert.Contains("No key yet", Show().Markup, StringComparison.Ordinal);

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.TeamLead)]
    public void Page_ForOthers_SaysThatItIsNotOpen(Role role)
    {
        _caller.Caller = TestCallers.Of(role);

        var page = Show();

        Assert.Contains("Your role has no access", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button"));
    }

    [Fact]
    public async Task Page_ForAuditors_ShowsTheKeysAndChangesNone()
    {
        await Keys.CreateAsync(new("gateway", KeyScopes.Billing));
        _caller.Caller = TestCallers.Of(Role.Auditor);

        var page = Show();

        Assert.Contains("gateway", page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.True(Button(page, "New key").HasAttribute("disabled"));
        Assert.All(page.FindAll("tbody [role=menuitem]"), entry => Assert.Equal("true", entry.GetAttribute("aria-disabled")));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Keys.CreateAsync(new("another", KeyScopes.Billing)));
    }

    [Fact]
    public async Task Page_CreateRotateRevoke_ShowsEachKeyOnce()
    {
        var page = Show();
        await Button(page, "New key").ClickAsync(new());
        Assert.True(Button(Dialogs, "Create key").HasAttribute("disabled"));
        await Dialogs.Find("input[type=text]").InputAsync(new ChangeEventArgs { Value = "gateway" });
        await Dialogs.FindAll("input[type=checkbox]")[2].ChangeAsync(new ChangeEventArgs { Value = true });
        await Dialogs.Find("form").SubmitAsync();
        var created = Shown();
        await Dialogs.Find("[data-bb-dialog]").TriggerEventAsync("onclose", EventArgs.Empty);

        Assert.DoesNotContain(created, page.Markup + Dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(["spend:write"], page.FindAll("tbody .bb-tag").Select(scope => scope.TextContent));
        await Choose(page, "Rotate").ClickAsync(new());
        await Dialogs.Find("form").SubmitAsync();
        Assert.NotEqual(created, Shown());
        await Dialogs.Find("[data-bb-dialog]").TriggerEventAsync("onclose", EventArgs.Empty);
        Assert.Contains("Rotating", page.Markup, StringComparison.Ordinal);

        await Choose(page, "Revoke").ClickAsync(new());
        Assert.True(Button(Dialogs, "Revoke").HasAttribute("disabled"));
        await Dialogs.Find("input").InputAsync(new ChangeEventArgs { Value = "gateway" });
        await Button(Dialogs, "Revoke").ClickAsync(new());
        Assert.Empty(Dialogs.FindAll("[role=dialog]"));
        Assert.Contains("Revoked", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NameInUse_IsSaidBesideTheField()
    {
        await Keys.CreateAsync(new("gateway", KeyScopes.Billing));
        var page = Show();
        await Button(page, "New key").ClickAsync(new());
        await Dialogs.Find("input[type=text]").InputAsync(new ChangeEventArgs { Value = "Gateway" });
        await Dialogs.FindAll("input[type=checkbox]")[0].ChangeAsync(new ChangeEventArgs { Value = true });

        await Dialogs.Find("form").SubmitAsync();

        Assert.Contains("Another key has this name", Dialogs.Find(".bb-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_KeyRevokedByAnotherProcess_FollowsWithinTwoSeconds()
    {
        var key = await Keys.CreateAsync(new("gateway", KeyScopes.Billing));
        var page = Show();
        await _database.Get<DatabaseWrites>().WriteAsync(key.Id.Tenant, async context =>
            (await context.ApiKeys.SingleAsync(row => row.Id == key.Id.Value)).RevokedAt = _clock.GetUtcNow());

        _clock.Advance(TimeSpan.FromSeconds(2));

        await page.WaitForAssertionAsync(() => Assert.Contains("Revoked", page.Find("tbody").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Page_KeyUsedOrEndedByItself_Follows()
    {
        var key = await Keys.CreateAsync(new("gateway", KeyScopes.Billing, _clock.GetUtcNow().AddMinutes(2)));
        var page = Show();
        Assert.Contains("Never", page.Find("tbody").TextContent, StringComparison.Ordinal);
        await _database.Get<DatabaseWrites>().WriteAsync(key.Id.Tenant, async context =>
            (await context.ApiKeys.SingleAsync(row => row.Id == key.Id.Value)).LastUsedAt = _clock.GetUtcNow());

        _clock.Advance(RecordPoll.Interval);
        await page.WaitForAssertionAsync(() => Assert.DoesNotContain("Never", page.Find("tbody").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        _clock.Advance(TimeSpan.FromMinutes(2));

        await page.WaitForAssertionAsync(() => Assert.Contains("Expired", page.Find("tbody").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(60));
    }

    private IRenderedComponent<KeysPage> Show()
    {
        var page = Render<KeysPage>();
        page.WaitForState(() => page.FindAll(".bb-skeleton").Count == 0, TimeSpan.FromSeconds(60));
        return page;
    }

    private string Shown()
    {
        var text = Dialogs.Find("input[readonly]").GetAttribute("value") ?? "";
        Assert.StartsWith("bb_live_", text, StringComparison.Ordinal);
        return text;
    }

    private static IElement Button<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent => page.FindAll("button").First(button => button.TextContent.Trim() == text);

    private static IElement Choose(IRenderedComponent<KeysPage> page, string entry) =>
        page.FindAll(".bb-table-wrap [role=menuitem]").First(item => item.TextContent.Trim() == entry);
}

using AngleSharp.Dom;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Delivery;
using Bluebear.Dashboard.Features.Delivery.Settings;
using Bluebear.Dashboard.Features.Delivery.Webhooks;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Bunit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>Settings -> Notifications: everyone chooses what they are mailed; admins see webhooks and what was delivered.</summary>
public sealed class NotificationsPageTests : FeatureComponents
{
    private protected override async Task SetUpAsync()
    {
        Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddMetrics().AddSingleton<DueWorkBell>().AddSingleton<AuditLog>().AddDelivery();
        Services.AddSingleton<ResolveHost>(static (_, _) => Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Parse("93.184.216.34")]));
        await WriteAsync(static context => context.Users.Add(
            new() { Id = 1, TenantId = 1, Email = "ada@northwind.example", UserName = "ada", NormalizedEmail = "ADA@NORTHWIND.EXAMPLE", Role = Role.FinanceAdmin }));
    }

    [Fact]
    public void Admin_WithoutEMailOrWebhook_ReadsThatAlertsReachNobody_A15()
    {
        var page = Show();

        Assert.Contains("Alerts reach nobody outside this dashboard.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Smtp__Host", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing has been sent yet", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.TeamLead)]
    public void Person_WhoIsNoAdmin_SeesOnlyTheirOwn(Role role)
    {
        Stage.ActAs(role);

        var page = Show();

        Assert.Equal(["Email", "What I am mailed"], page.FindAll("h2").Select(static heading => heading.TextContent));
    }

    [Fact]
    public async Task Person_Saves_WhatTheyAreMailed()
    {
        Stage.ActAs(Role.Operator);
        var page = Show();
        Assert.Equal("Critical", Select(page, "Alerts").QuerySelector("option[selected]")?.TextContent);

        await Select(page, "Alerts").ChangeAsync("Warning");
        await Box(page, "Quiet hours").ChangeAsync(true);
        await Select(page, "No mail from").ChangeAsync("1260");
        await Box(page, "Spent faster than time passes").ChangeAsync(false);
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Equal((MailedAlerts.Warning, "pace", 1260, 420), Stored() is { } row
            ? (row.Alerts, row.MutedKinds, row.QuietFrom!.Value, row.QuietUntil!.Value) : default));
    }

    [Fact]
    public async Task Person_QuietHoursWithoutLength_AreRefusedBesideTheField()
    {
        Stage.ActAs(Role.Operator);
        var page = Show();

        await Box(page, "Quiet hours").ChangeAsync(true);
        await Select(page, "No mail from").ChangeAsync("420");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("must end at another time", page.Markup, StringComparison.Ordinal));
        Assert.Null(Stored());
    }

    [Fact]
    public async Task Admin_AddsAWebhook_SeesItsSecretOnceAndItsState()
    {
        var page = Show();
        await Button(page, "Add webhook").ClickAsync();
        await Dialogs.WaitForAssertionAsync(() => Assert.NotEmpty(Dialogs.FindAll("input[inputmode=url]")));
        await Dialogs.Find("input[inputmode=url]").InputAsync("https://hooks.example/bluebear");
        await Dialogs.Find("form").SubmitAsync();

        await Dialogs.WaitForAssertionAsync(() => Assert.Contains("whsec_", Dialogs.Markup, StringComparison.Ordinal));
        await page.WaitForAssertionAsync(() => Assert.Contains("https://hooks.example/bluebear", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Alerts reach nobody", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admin_AddsAWrongAddress_ReadsWhyBesideTheField()
    {
        var page = Show();
        await Button(page, "Add webhook").ClickAsync();
        await Dialogs.WaitForAssertionAsync(() => Assert.NotEmpty(Dialogs.FindAll("input[inputmode=url]")));
        await Dialogs.Find("input[inputmode=url]").InputAsync("https://127.0.0.1/x");
        await Dialogs.Find("form").SubmitAsync();

        await Dialogs.WaitForAssertionAsync(() => Assert.Contains("private network", Dialogs.Find(".bb-error").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Auditor_SeesAllAndChangesNothing()
    {
        await AddGivenUpAsync();
        Stage.ActAs(Role.Auditor);

        var page = Show();

        Assert.Contains("Every attempt of 5 days failed.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Given up", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), static button => button.TextContent is "Send again" or "Add webhook");
    }

    [Fact]
    public async Task Admin_SendsAgain_WhatWasGivenUp_W7()
    {
        await AddGivenUpAsync(EndpointState.On);
        var page = Show();
        Assert.Contains("1 delivery was given up.", page.Markup, StringComparison.Ordinal);

        await Button(page, "Send again").ClickAsync();

        await page.WaitForAssertionAsync(() => Assert.DoesNotContain("1 delivery was given up.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Pending", page.FindAll("tbody")[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_InTheLog_IsText_S26()
    {
        await AddGivenUpAsync();

        Assert.Empty(Show().FindAll("img"));
    }

    private IRenderedComponent<NotificationsPage> Show()
    {
        var page = Render<NotificationsPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("form")));
        return page;
    }

    private static IElement Button(IRenderedComponent<NotificationsPage> page, string text) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == text);

    private static IElement Select(IRenderedComponent<NotificationsPage> page, string label) =>
        page.Find($"#{page.FindAll("label").Single(found => found.TextContent == label).GetAttribute("for")}");

    private static IElement Box(IRenderedComponent<NotificationsPage> page, string label) =>
        page.FindAll("label.bb-check").Single(found => found.TextContent.Trim() == label).QuerySelector("input")!;

    private NotificationSettingsRow? Stored()
    {
        using var context = Stage.Database.Contexts.CreateDbContext();
        context.Tenant = TestDatabase.Tenant;
        return context.NotificationSettings.FirstOrDefault();
    }

    private Task AddGivenUpAsync(EndpointState state = EndpointState.Off) => WriteAsync(context =>
    {
        var (id, now) = (TenantScopedId.Compose(TestDatabase.Tenant, 1), Instants.Truncate(TimeProvider.System.GetUtcNow()));
        context.WebhookEndpoints.Add(new()
        {
            Id = id,
            TenantId = 1,
            Url = "https://hooks.example/x",
            Events = OutboxTypes.AlertRaised,
            Format = WebhookFormat.Json,
            State = state,
            OffReason = state == EndpointState.Off ? "Every attempt of 5 days failed." : null,
            Secret = "x",
            CreatedBy = "ada",
        });
        context.OutboxEvents.Add(new() { Id = id, TenantId = 1, Type = OutboxTypes.AlertRaised, Subject = "<img src=x> is empty", Data = "{}", CreatedAt = now, FannedOutAt = now });
        context.Deliveries.Add(new()
        {
            Id = id,
            TenantId = 1,
            EventId = id,
            EndpointId = id,
            State = DeliveryState.GivenUp,
            Attempts = 8,
            NextAttemptAt = now,
            LastStatus = 503,
            LastAnswer = "busy",
            CreatedAt = now,
            EndedAt = now,
        });
    });

    private Task WriteAsync(Action<Bluebear.Dashboard.Data.Model.BluebearDbContext> change) => Stage.Database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
    {
        change(context);
        return Task.CompletedTask;
    });
}

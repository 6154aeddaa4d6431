using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Features.Delivery;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>A finance admin plans a quarter for five workspaces; then time moves on, and everything that follows is there exactly once.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PlannedQuarterTests(BrowserFixture browser)
{
    private const string Email = "nora@northwind.example";
    private const string Password = "a sentence nobody guesses 42";

    // Midnight in Berlin is an hour earlier in UTC, and from 28 March two.
    private static readonly string[] Mornings = ["2027-01-01T06:00:00Z", "2027-02-01T06:00:00Z", "2027-04-01T06:00:00Z"];

    private static readonly string[] Names = ["Atlas", "Borealis", "Cygnus", "Draco", "Eridanus"];

    private readonly Dictionary<string, AccountId> _workspaces = [];
    private readonly Dictionary<long, (string Type, string? Kind)> _told = [];
    private TenantId _tenant;

    [Fact]
    public Task Quarter_PlannedForFiveWorkspaces_FundsReturnsWarnsMailsAndAsksOnce() => browser.RunAsync(
        nameof(Quarter_PlannedForFiveWorkspaces_FundsReturnsWarnsMailsAndAsksOnce),
        async profile =>
        {
            await using var mails = new MailTrap();
            await using var app = await RunningApp.StartAsync(["--Clock:Start=2026-12-15T09:00:00Z", .. mails.Settings.Select(static pair => $"--{pair.Key}={pair.Value}")]);
            await FoundAsync(app);
            var page = await profile.OpenAsync();
            await SignInAsync(page, app, "/budgets");
            foreach (var name in Names)
            {
                await PlanAsync(page, name);
            }

            await MoveTimeAsync(app, Mornings[0]);
            await WhenPeriodsAsync(app, begun: 5, closed: 0);
            await SpendAsync(app, "Atlas", 100);
            await SpendAsync(app, "Borealis", 92);
            await WhenToldAsync(app);
            await MoveTimeAsync(app, Mornings[1]);
            await WhenPeriodsAsync(app, begun: 10, closed: 5);
            await WhenToldAsync(app);
            await MoveTimeAsync(app, Mornings[2]);
            await WhenPeriodsAsync(app, begun: 15, closed: 15);
            await WhenToldAsync(app);
            await MoveTimeAsync(app, Mornings[2]);
            await WhenToldAsync(app);

            await AssertBooksAsync(app);
            AssertMails(mails);
            await SignInAsync(page, app, "/budgets?show=over");
            await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Budgets" }).GetByText("Ended", new() { Exact = true })).ToHaveCountAsync(6);
            await page.GotoAsync(app.Url + "/requests");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve the request for Atlas" }).Filter(new() { Visible = true })).ToHaveCountAsync(1);
            await page.GotoAsync(app.Url + "/alerts?state=resolved&kind=exhausted");
            await Expect(page.GetByText("0 % left: 0 of 100 cr").Filter(new() { Visible = true })).ToHaveCountAsync(1);
            await page.GotoAsync(app.Url + $"/ledger?account={PublicId.Format(PublicId.Account, _workspaces["Cygnus"].Value)}&type=allocation");
            await Expect(page.Locator("main [data-bb-row]")).ToHaveCountAsync(6);
        });

    private static async Task SignInAsync(IPage page, RunningApp app, string path)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"{app.Url}{DashboardUrls.Login}?returnUrl={Uri.EscapeDataString(path)}");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Budgets", Level = 1 }).WaitForAsync();
        await page.WaitForInteractiveAsync();
    }

    private static async Task PlanAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan a budget" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Plan a budget" });
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Workspace" }).FillAsync(name);
        await dialog.GetByRole(AriaRole.Option, new() { Name = name }).ClickAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Credits" }).FillAsync("100");
        await dialog.GetByLabel("Day of the month").FillAsync("1");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Starts" }).FillAsync("2027-01-01");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Ends" }).FillAsync("2027-03-31");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Ends" }).BlurAsync();
        await Expect(dialog.Locator("section tbody tr")).ToHaveCountAsync(3);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Plan budget" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task MoveTimeAsync(RunningApp app, string to)
    {
        await app.StopAsync();
        await app.StartAgainAsync($"--Clock:Start={to}");
    }

    private async Task FoundAsync(RunningApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        _tenant = (await scope.ServiceProvider.GetRequiredService<CreateTenant>().CreateAsync("Northwind", "Europe/Berlin", AuditActor.Setup)).Tenant;
        await scope.ServiceProvider.GetRequiredService<AddPerson>().AddAsync(_tenant, new(Email, Role.FinanceAdmin, Password, []), AuditActor.Setup);
        await scope.ServiceProvider.GetRequiredService<DatabaseWrites>().WriteAsync(_tenant, async context =>
            (await context.Tenants.AsTracking().SingleAsync(row => row.Id == _tenant.Value)).OpensCostTickets = true, default);
        await PostAsync(app, new RecordPurchase(Credits.FromCredits(10_000), "INV-1"));
        await PostAsync(app, new SwitchCreditMode(CreditMode.WorkspaceBudget));
        foreach (var name in Names)
        {
            _workspaces[name] = (await PostAsync(app, new OpenAccount(AccountKinds.Workspace, name))).Account!.Value;
        }
    }

    private async Task<Receipt> PostAsync(RunningApp app, Movement movement) => (await app.Services.GetRequiredService<CreditLedger>().PostAsync(
        new() { Tenant = _tenant, Movement = movement, Actor = "setup", Key = OperationKey.New() })).ReceiptOrNull ?? throw new InvalidOperationException("It was refused.");

    private Task<Receipt> SpendAsync(RunningApp app, string name, decimal credits) => PostAsync(app, new ChargeUsage(
        Credits.FromCredits(credits, MidpointRounding.ToZero), new UsageFacts { Workspace = _workspaces[name] }, app.Services.GetRequiredService<TimeProvider>().GetUtcNow()));

    private BluebearDbContext Open(RunningApp app) => app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().ForTenant(_tenant);

    private Task WhenPeriodsAsync(RunningApp app, int begun, int closed) => Wait.UntilAsync(async () =>
    {
        await using var db = Open(app);
        return await db.BudgetPeriods.CountAsync() == begun && await db.BudgetPeriods.CountAsync(static row => row.State == BudgetPeriodState.Closed) == closed;
    });

    // Until the warnings are decided, the request is filed, and all of it is delivered. What was delivered is removed a month later.
    private async Task WhenToldAsync(RunningApp app)
    {
        await Wait.UntilAsync(async () =>
        {
            await using var db = Open(app);
            return await db.Alerts.CountAsync(static row => row.Kind == AlertKind.Exhausted) == 1 && await db.CreditRequests.CountAsync() == 1
                && await db.AlertCursors.AnyAsync(cursor => db.TenantHeads.Any(head => head.Transfers == cursor.Transfers))
                && !await db.OutboxEvents.AnyAsync(static row => row.FannedOutAt == null) && !await db.Deliveries.AnyAsync(static row => row.State == DeliveryState.Pending);
        });
        await using var told = Open(app);
        foreach (var happened in await told.OutboxEvents.AsNoTracking().ToListAsync())
        {
            _told[happened.Id] = (happened.Type, happened.Kind);
        }
    }

    private async Task AssertBooksAsync(RunningApp app)
    {
        await using var db = Open(app);
        var periods = await db.BudgetPeriods.AsNoTracking().ToListAsync();
        Assert.All(periods, static period => Assert.Equal(100_000_000, period.FundedMicroCredits));
        Assert.Equal(15, _told.Values.Count(static one => one.Type == OutboxTypes.BudgetFunded));
        Assert.Equal(15, await db.Transfers.CountAsync(static row => row.Cause == TransferCause.BudgetFunding));
        // Of 15 fundings one was spent whole and returned nothing.
        Assert.Equal(14, await db.Transfers.CountAsync(static row => row.Cause == TransferCause.BudgetReturn));
        var pool = await db.Accounts.SingleAsync(static row => row.Kind == AccountKinds.Tenant);
        Assert.Equal(Credits.FromCredits(10_000 - 100 - 92), Credits.FromMicroCredits(pool.AvailableMicroCredits));
        Assert.Equal(0, await db.Accounts.Where(row => row.Id != pool.Id).SumAsync(static row => row.AvailableMicroCredits));
        Assert.Single(_told.Values, static one => one.Type == OutboxTypes.RequestFiled);
        Assert.Single(_told.Values, static one => one is { Type: OutboxTypes.AlertRaised, Kind: "exhausted" });
        var raised = await db.Alerts.Where(static row => row.Kind == AlertKind.Exhausted || row.Kind == AlertKind.LowBalance).OrderBy(static row => row.AccountId)
            .Select(static row => new { row.AccountId, row.Kind, row.State }).ToListAsync();
        Assert.Equal(
            [(_workspaces["Atlas"].Value, AlertKind.Exhausted, AlertState.Resolved), (_workspaces["Borealis"].Value, AlertKind.LowBalance, AlertState.Resolved)],
            raised.Select(static row => (row.AccountId!.Value, row.Kind, row.State)));
    }

    private static void AssertMails(MailTrap mails)
    {
        var texts = mails.Taken.Select(static mail => mail.TextBody ?? "").ToList();
        Assert.All(mails.Taken, static mail => Assert.Equal(Email, mail.To.Mailboxes.Single().Address));
        Assert.Single(texts, static text => text.Contains("0 % left: 0 of 100 cr", StringComparison.Ordinal) && text.Contains("Atlas", StringComparison.Ordinal));
        Assert.Single(texts, static text => text.Contains("Atlas has no credits left.", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, static text => text.Contains("Cygnus", StringComparison.Ordinal));
    }
}

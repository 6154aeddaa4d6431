using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>The application with a company in Workspace Budget mode: three organizations, eight workspaces, a person of each role.</summary>
internal sealed class WorkspaceScene : IAsyncDisposable
{
    private const string Password = "a sentence nobody guesses 42";

    private static readonly (string Name, string Organization, decimal Credits, decimal Used)[] Workspaces =
    [
        ("Claims Triage", "Insurance", 17_514.50m, 1_822.21m), ("Code Review", "Platform", 33_926, 14_514.99m),
        ("Contract Review", "Platform", 7_997, 668.50m), ("Data Labeling", "Growth", 30_175, 30_175),
        ("Fraud Signals", "Growth", 29_210, 28_333.70m), ("Search Relevance", "Customer Ops", 22_483, 6_966.48m),
        ("Support Copilot", "Customer Ops", 21_297, 17_141.61m), ("Voice Agents", "Insurance", 0, 0),
    ];

    private readonly Dictionary<string, AccountId> _accounts = [];

    private WorkspaceScene(RunningApp app, TenantId tenant) => (App, Tenant) = (app, tenant);

    public RunningApp App { get; }

    public TenantId Tenant { get; }

    private CreditLedger Ledger => App.Services.GetRequiredService<CreditLedger>();

    /// <summary>Starts it.</summary>
    public static async Task<WorkspaceScene> StartAsync()
    {
        var app = await RunningApp.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var created = await scope.ServiceProvider.GetRequiredService<CreateTenant>()
            .CreateAsync("Northwind", "Europe/Berlin", AuditActor.Setup);
        var scene = new WorkspaceScene(app, created.Tenant);
        await scene.FillAsync();
        var people = scope.ServiceProvider.GetRequiredService<AddPerson>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var leads = role == Role.TeamLead ? new[] { scene.Account("Support Copilot") } : [];
            await people.AddAsync(created.Tenant, new(EmailOf(role), role, Password, leads), AuditActor.Setup);
        }

        return scene;
    }

    public AccountId Account(string name) => _accounts[name];

    /// <summary>Signs somebody in and opens the Workspaces page, over another address where one is given.</summary>
    public async Task<IPage> OpenAsync(BrowserProfile profile, Role role = Role.FinanceAdmin, string? url = null, string path = DashboardUrls.Workspaces)
    {
        var root = url ?? App.Url;
        var page = await profile.OpenAsync();
        await page.GotoAsync($"{root}{DashboardUrls.Login}?returnUrl={Uri.EscapeDataString(path)}");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync(EmailOf(role));
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Workspaces", Level = 1 }).WaitForAsync();
        await page.WaitForInteractiveAsync();
        return page;
    }

    public async Task<Receipt> PostAsync(Movement movement)
    {
        var result = await Ledger.PostAsync(new()
        {
            Tenant = Tenant,
            Movement = movement,
            Actor = "setup",
            Key = OperationKey.New(),
        });
        return result.ReceiptOrNull ?? throw new InvalidOperationException($"{result}");
    }

    /// <summary>Moves credits as somebody else would.</summary>
    public Task<Receipt> MoveAsync(string from, string to, decimal credits) => PostAsync(
        new MoveCredits(Account(from), Account(to), Credits.FromCredits(credits, MidpointRounding.ToZero)));

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static string EmailOf(Role role) => $"{role}@northwind.example".ToLowerInvariant();

    private async Task FillAsync()
    {
        _accounts["Primary Workspace"] = new(TenantScopedId.Compose(Tenant, 1));
        await PostAsync(new RecordPurchase(Credits.FromCredits(412_000), "INV-2026-014", new Money(41_200, "EUR")));
        await PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        foreach (var name in Workspaces.Select(workspace => workspace.Organization).Distinct())
        {
            _accounts[name] = (await PostAsync(new OpenAccount(AccountKinds.Organization, name))).Account!.Value;
        }

        var now = App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var (name, organization, credits, used) in Workspaces)
        {
            var first = credits > 0 ? Credits.FromCredits(credits, MidpointRounding.ToZero) : (Credits?)null;
            var opened = await PostAsync(new OpenAccount(AccountKinds.Workspace, name, null, Account(organization), first));
            _accounts[name] = opened.Account!.Value;
            if (used > 0)
            {
                var amount = Credits.FromCredits(used, MidpointRounding.ToZero);
                await PostAsync(new ChargeUsage(amount, new UsageFacts { Workspace = Account(name) }, now));
            }
        }
    }
}

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

/// <summary>A served company with four organizations and two months of spending, and one person of each role.</summary>
internal sealed class SpendingCompany : IAsyncDisposable
{
    private const string Password = "a long and private sentence";

    private static readonly (string Organization, string[] Workspaces)[] Tree =
    [
        ("Platform", ["Code Review", "Search Relevance", "Pricing Engine"]),
        ("Customer Ops", ["Support Copilot", "Voice Agents"]),
        ("Insurance", ["Claims Triage", "Fraud Signals"]),
        ("Growth", ["Marketing Studio", "Onboarding Bot"]),
    ];

    private SpendingCompany(RunningApp app) => App = app;

    public RunningApp App { get; }

    public TenantId Tenant { get; private set; }

    public Dictionary<string, AccountId> Workspaces { get; } = [];

    public AccountId Pool => new(TenantScopedId.Compose(Tenant, 1));

    private CreditLedger Ledger => App.Services.GetRequiredService<CreditLedger>();

    public static async Task<SpendingCompany> StartAsync()
    {
        var company = new SpendingCompany(await RunningApp.StartAsync());
        await company.FoundAsync();
        await company.SpendAsync();
        return company;
    }

    public async Task<Receipt> PostAsync(Movement movement, string? reason = null)
    {
        var result = await Ledger.PostAsync(new()
        {
            Tenant = Tenant,
            Movement = movement,
            Actor = "operator@northwind.example",
            Key = OperationKey.New(),
            Reason = reason,
        });
        return result.ReceiptOrNull ?? throw new InvalidOperationException($"{result}");
    }

    /// <summary>Opens an address in a new tab and signs in there.</summary>
    public async Task<IPage> OpenAsync(BrowserProfile profile, string path, Role role = Role.FinanceAdmin)
    {
        var page = await profile.OpenAsync();
        await page.GotoAsync(App.Url + path);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync(EmailOf(role));
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await page.WaitForInteractiveAsync();
        return page;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static string EmailOf(Role role) => $"{role.ToString().ToLowerInvariant()}@northwind.example";

    private async Task FoundAsync()
    {
        Tenant = (await App.Services.GetRequiredService<CreateTenant>()
            .CreateAsync("Northwind Holdings", "Europe/Berlin", AuditActor.CommandLine)).Tenant;
        await PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        await PostAsync(new RecordPurchase(Credits.FromCredits(250_000), "INV-2026-0114", new Money(21_000, "EUR")));
        await PostAsync(new RecordPurchase(Credits.FromCredits(40_000), "INV-2026-0388", null, TimeProvider.System.GetUtcNow().AddDays(12)));
        foreach (var (organization, workspaces) in Tree)
        {
            var above = (await PostAsync(new OpenAccount(AccountKinds.Organization, organization, null, null, null))).Account;
            foreach (var workspace in workspaces)
            {
                Workspaces[workspace] = (await PostAsync(new OpenAccount(AccountKinds.Workspace, workspace, null, above, null))).Account!.Value;
                await PostAsync(new MoveCredits(Pool, Workspaces[workspace], Credits.FromCredits(12_000)), "Plan for the quarter");
            }
        }

        var people = App.Services.GetRequiredService<AddPerson>();
        foreach (var role in Enum.GetValues<Role>())
        {
            AccountId[] leads = role == Role.TeamLead ? [Workspaces["Support Copilot"]] : [];
            await people.AddAsync(Tenant, new(EmailOf(role), role, Password, leads), AuditActor.CommandLine);
        }
    }

    private async Task SpendAsync()
    {
        var random = new Random(20261121);
        string[] models = ["gpt-5.1", "claude-sonnet-4-5", "gemini-2.5-pro", "mistral-large"];
        List<Task> charges = [];
        for (var day = 60; day >= 0; day--)
        {
            foreach (var (name, index) in Workspaces.Keys.Select((name, index) => (name, index)))
            {
                var at = TimeProvider.System.GetUtcNow().AddDays(-day).AddMinutes(-random.Next(1, 300));
                var cost = Credits.FromMicroCredits((long)((9 - index) * random.Next(9_000_000, 32_000_000)));
                charges.Add(PostAsync(new ChargeUsage(cost, new()
                {
                    Workspace = Workspaces[name],
                    User = $"user-{random.Next(1, 12)}",
                    Model = models[random.Next(models.Length)],
                    Tokens = new(random.Next(1_000, 90_000), random.Next(100, 9_000)),
                }, at)));
            }
        }

        await Task.WhenAll(charges);
    }
}

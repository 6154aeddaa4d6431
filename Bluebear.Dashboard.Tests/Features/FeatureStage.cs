using Bluebear.Dashboard.Features.Purchases;
using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Features.Workspaces;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>The features' services on a real database, asked by whom a test says.</summary>
internal sealed class FeatureStage : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private FeatureStage(TestDatabase database, TimeProvider clock)
    {
        Database = database;
        var services = new ServiceCollection();
        AddTo(services, clock);
        _services = services.BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    /// <summary>Who asks: a finance admin of tenant 1 unless the test says otherwise.</summary>
    public FixedCaller Caller { get; } = new(TestCallers.Of(Role.FinanceAdmin));

    public static AccountId Pool => TestDatabase.Primary;

    public static async Task<FeatureStage> CreateAsync(TimeProvider? clock = null, Credits? bought = null)
    {
        var stage = await CreateUnfundedAsync(clock);
        await stage.Database.PostAsync(new RecordPurchase(bought ?? Credits.FromCredits(10_000), "INV-1"));
        return stage;
    }

    /// <summary>A tenant that has bought nothing yet.</summary>
    public static async Task<FeatureStage> CreateUnfundedAsync(TimeProvider? clock = null) =>
        new(await TestDatabase.CreateAsync(clock), clock ?? TimeProvider.System);

    public TService Get<TService>()
        where TService : notnull => _services.GetRequiredService<TService>();

    /// <summary>Registers everything that pages of these features ask for.</summary>
    public void AddTo(IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton<ICurrentCaller>(Caller);
        services.AddSingleton(Database.Ledger).AddSingleton(Database.Contexts);
        services.AddSingleton(Database.Get<LedgerFeed>()).AddSingleton(Database.Get<Bluebear.Dashboard.Data.Reading.AccountDirectory>()).AddSingleton(Database.Get<Bluebear.Dashboard.Data.DatabaseWrites>());
        services.AddSingleton(clock).AddSingleton(Database.Get<Bluebear.Dashboard.Scheduling.DueWorkBell>()).AddLogging();
        services.AddScoped<Toasts>().AddScoped<LiveAnnouncements>().AddScoped<TimePassing>();
        services.AddWorkspaces().AddTransfers().AddPurchases();
    }

    /// <summary>Makes the caller somebody of a role; a team lead leads <paramref name="led"/>.</summary>
    public void ActAs(Role role, params AccountId[] led) => Caller.Caller = TestCallers.Of(role, led);

    /// <summary>Opens a workspace.</summary>
    public async Task<AccountId> OpenAsync(string name, decimal credits = 0, AccountId? parent = null)
    {
        var amount = credits > 0 ? Credits.FromCredits(credits, MidpointRounding.ToZero) : (Credits?)null;
        var receipt = await Database.PostAsync(new OpenAccount(AccountKinds.Workspace, name, null, parent, amount));
        return receipt.Account!.Value;
    }

    /// <summary>Usage that a workspace pays.</summary>
    public Task<Receipt> UseAsync(AccountId payer, decimal credits, DateTimeOffset at) => Database.PostAsync(new ChargeUsage(
        Credits.FromCredits(credits, MidpointRounding.ToZero), new UsageFacts { Workspace = payer }, at));

    public async Task<WorkspaceRow> RowAsync(AccountId id, bool includeDeleted = false) =>
        (await Get<ListWorkspaces>().LoadAsync(includeDeleted)).Rows.Single(row => row.Id == id);

    public async Task<Credits> AvailableAsync(AccountId id)
    {
        var before = Caller.Caller;
        ActAs(Role.Auditor);
        var row = await RowAsync(id, includeDeleted: true);
        Caller.Caller = before;
        return row.Available;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}

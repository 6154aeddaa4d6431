using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Alerts.Evaluating;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Tests.Features.Alerts;

/// <summary>A tenant with a pool, and the alert rules over it, which judge when a test says so.</summary>
internal sealed class AlertStage(TestDatabase database) : IAsyncDisposable
{
    private static TenantId Tenant => TestDatabase.Tenant;

    public TestDatabase Database => database;

    public BlockedRequests Blocked { get; } = new(database.Get<TimeProvider>());

    public static async Task<AlertStage> CreateAsync(TimeProvider? clock = null)
    {
        var stage = new AlertStage(await TestDatabase.CreateAsync(clock));
        await stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(100_000), "INV-1"));
        return stage;
    }

    public async Task<AccountId> OpenAsync(string name, decimal credits) => (await database.PostAsync(
        new OpenAccount(AccountKinds.Workspace, name, null, null, credits == 0 ? null : Amount(credits)))).Account!.Value;

    public Task<Receipt> UseAsync(AccountId account, decimal credits) =>
        database.PostAsync(new ChargeUsage(Amount(credits), new UsageFacts { Workspace = account }, database.Get<TimeProvider>().GetUtcNow()));

    public Task<Receipt> RefundAsync(Receipt charged, decimal credits) => database.PostAsync(new RefundCharge(charged.Charge!.Value, Amount(credits)));

    public Task<Receipt> FundAsync(AccountId account, decimal credits, string? key = null) =>
        database.PostAsync(new MoveCredits(TestDatabase.Primary, account, Amount(credits)), key);

    /// <summary>Judges all that is due, with rules that begin anew as after a restart.</summary>
    public async Task JudgeAsync()
    {
        var rules = Rules();
        while (await rules.DoAsync(new(Tenant, default), null, default))
        {
        }
    }

    public AlertRules Rules() => new(
        database.Contexts, database.Get<DatabaseWrites>(), database.Get<AlertFeed>(), database.Get<DueWorkBell>(),
        new(Blocked, new(database.Get<TimeProvider>()), database.Get<DueWorkBell>(), database.Get<TimeProvider>()), database.Get<TimeProvider>());

    /// <summary>Sets thresholds, of an account or as the tenant's defaults.</summary>
    public Task SetThresholdsAsync(string thresholds, AccountId? account = null) => database.Get<DatabaseWrites>().WriteAsync(Tenant, async context =>
    {
        var scope = account?.Value ?? AccountId.None(Tenant).Value;
        var row = await context.AlertRules.AsTracking().SingleOrDefaultAsync(row => row.ScopeId == scope);
        if (row is null)
        {
            context.AlertRules.Add(row = new() { ScopeId = scope, TenantId = Tenant.Value, AccountId = account?.Value });
        }

        (row.Thresholds, row.ReviewFrom) = (thresholds, AccountId.None(Tenant).Value);
    });

    /// <summary>Every alert of an account, oldest first.</summary>
    public async Task<IReadOnlyList<AlertRow>> AlertsAsync(AccountId? account = null)
    {
        await using var context = database.Contexts.CreateDbContext();
        context.Tenant = Tenant;
        return await context.Alerts.Where(row => account == null || row.AccountId == account.Value.Value).OrderBy(static row => row.Id).ToListAsync();
    }

    /// <summary>The types of events in the outbox, oldest first.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync()
    {
        await using var context = database.Contexts.CreateDbContext();
        context.Tenant = Tenant;
        return await context.OutboxEvents.OrderBy(static row => row.Id).Select(static row => row.Type).ToListAsync();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public static Credits Amount(decimal credits) => Credits.FromCredits(credits, MidpointRounding.ToZero);
}

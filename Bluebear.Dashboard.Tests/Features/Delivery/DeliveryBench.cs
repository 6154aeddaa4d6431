using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Delivery;
using Bluebear.Dashboard.Features.Delivery.FanOut;
using Bluebear.Dashboard.Features.Delivery.Log;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Bluebear.Dashboard.Features.Delivery.Webhooks;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Scheduling;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>Delivery on a real database under a test's clock: events go in, what is due is sent when the test says so.</summary>
internal sealed class DeliveryBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly DueWorkRunner _runner;

    private DeliveryBench(TestDatabase database, ManualClock clock, Dictionary<string, string?> settings, Action<IServiceCollection>? adjust)
    {
        (Database, Clock) = (database, clock);
        var services = new ServiceCollection().AddLogging().AddMetrics();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton<TimeProvider>(clock).AddSingleton(database.Contexts).AddSingleton(database.Get<DatabaseWrites>()).AddSingleton(Bell);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<ICurrentCaller>(Caller).AddSingleton<AuditLog>().AddDelivery();
        adjust?.Invoke(services);
        _services = services.BuildServiceProvider();
        _runner = DueWorkBench.Runner(
            database.Get<ILeaseStore>(), clock, Bell, Log, _services.GetRequiredService<FanOutEvents>(), _services.GetRequiredService<SendDeliveries>());
    }

    public TestDatabase Database { get; }

    public ManualClock Clock { get; }

    public DueWorkBell Bell { get; } = new();

    public CollectedLog Log { get; } = new();

    /// <summary>Who asks: a finance admin of tenant 1.</summary>
    public FixedCaller Caller { get; } = new(TestCallers.Of(Role.FinanceAdmin));

    public ManageWebhooks Webhooks => _services.GetRequiredService<ManageWebhooks>();

    public DeliveryLog Deliveries => _services.GetRequiredService<DeliveryLog>();

    /// <summary>A bench whose webhooks may go to this machine.</summary>
    public static async Task<DeliveryBench> CreateAsync(
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? adjust = null, bool privateAddresses = true)
    {
        var clock = new ManualClock(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        settings ??= [];
        settings["Webhooks:AllowPrivateAddresses"] = privateAddresses ? "true" : "false";
        settings["App:PublicUrl"] = "https://bluebear.example.com";
        return new(await TestDatabase.CreateAsync(clock, "Europe/Berlin"), clock, settings, adjust);
    }

    public TService Get<TService>()
        where TService : notnull => _services.GetRequiredService<TService>();

    /// <summary>Adds an endpoint and gives its id and secret.</summary>
    public async Task<(WebhookId Id, string Secret)> AddWebhookAsync(string url, WebhookFormat format = WebhookFormat.Json, params string[] events)
    {
        var outcome = await Webhooks.AddAsync(new(url, events.Length > 0 ? events : [OutboxTypes.AlertRaised, OutboxTypes.AlertResolved], format));
        return outcome.Webhook is { } added ? (added.Id, outcome.Secret!) : throw new InvalidOperationException(outcome.Message);
    }

    /// <summary>Writes events as a feature does.</summary>
    public Task TellAsync(params OutboxEvent[] events) => Database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
    {
        foreach (var happened in events)
        {
            Outbox.Add(context, TestDatabase.Tenant, happened, Clock.GetUtcNow());
        }

        return Task.CompletedTask;
    });

    /// <summary>An alert that was raised.</summary>
    public static OutboxEvent Alert(
        string subject = "Atlas: 10 % left", string severity = "critical", string kind = "low_balance", AccountId? account = null, string type = OutboxTypes.AlertRaised) =>
        new(type, subject, $$"""{"id": "alr_0000000000001", "kind": "{{kind}}", "state": "open", "message": "100 of 1,000 cr"}""")
        {
            Severity = severity,
            Kind = kind,
            Account = account,
        };

    /// <summary>Does what is due now, until nothing is on its way.</summary>
    public async Task SendAsync()
    {
        var sends = Get<DeliverySends>();
        do
        {
            await _runner.RunDueAsync();
            await Wait.UntilAsync(() => sends.IsIdle);
        }
        while (await IsDueAsync());
    }

    /// <summary>Begins what is due now and does not wait for its end.</summary>
    public Task BeginAsync() => _runner.RunDueAsync();

    /// <summary>Lets time pass and does what is due then.</summary>
    public async Task AfterAsync(TimeSpan time)
    {
        await SendAsync();
        Clock.Advance(time);
        await SendAsync();
    }

    public async Task<List<DeliveryRow>> RowsAsync()
    {
        await using var context = await Database.Contexts.CreateDbContextAsync();
        return await context.Deliveries.IgnoreQueryFilters().AsNoTracking().OrderBy(static row => row.Id).ToListAsync();
    }

    public async Task<DeliveryRow> RowAsync() => (await RowsAsync()).Single();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task<bool> IsDueAsync()
    {
        var now = Instants.Truncate(Clock.GetUtcNow());
        await using var context = await Database.Contexts.CreateDbContextAsync();
        return await context.Deliveries.IgnoreQueryFilters().AnyAsync(row => row.State == DeliveryState.Pending && row.NextAttemptAt <= now && row.ClaimedUntil == null)
            || await context.OutboxEvents.IgnoreQueryFilters().AnyAsync(static row => row.FannedOutAt == null);
    }
}

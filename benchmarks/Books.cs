using Bluebear.Dashboard;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Benchmarks;

/// <summary>The product's own ledger on a new SQLite file, with accounts that have plenty of credits.</summary>
internal sealed class Books : IAsyncDisposable
{
    private static readonly string[] Models = ["gpt-5", "gpt-5-mini", "claude-sonnet-4-5", "gemini-2.5-flash"];

    private const int BulkCallers = 512;
    private static readonly TimeSpan FillSpan = TimeSpan.FromDays(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("bluebear-bench-").FullName;
    private readonly WebApplication _app;
    private readonly List<AccountId> _accounts = [];
    private TenantId _tenant;

    private Books()
    {
        File = Path.Combine(_folder, "bench.db");
        _app = BluebearApp.Build([$"--ConnectionStrings:Bluebear=Data Source={File}", "--Logging:LogLevel:Default=Error"]);
    }

    public string File { get; }

    public IServiceProvider Services => _app.Services;

    public IReadOnlyList<AccountId> Accounts => _accounts;

    public TenantId Tenant => _tenant;

    private CreditLedger Ledger => _app.Services.GetRequiredService<CreditLedger>();

    private AccountId Primary => new(TenantScopedId.Compose(_tenant, 1));

    /// <summary>Books with a number of workspaces in Workspace Budget mode and a number of purchases.</summary>
    public static async Task<Books> CreateAsync(int workspaces, int purchases)
    {
        var books = new Books();
        await books._app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(CancellationToken.None);
        var created = await books._app.Services.GetRequiredService<CreateTenant>().CreateAsync("Bench", "UTC", AuditActor.CommandLine);
        books._tenant = created.Tenant;
        await Task.WhenAll(Enumerable.Range(0, purchases).Select(
            i => books.PostAsync(new RecordPurchase(Credits.FromCredits(1_000_000_000L / purchases), $"INV-{i}"), $"buy {i}")));
        if (workspaces > 0)
        {
            await books.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget), "mode");
            for (var i = 0; i < workspaces; i++)
            {
                var opened = await books.PostAsync(
                    new OpenAccount(AccountKinds.Workspace, $"Workspace {i}", FirstAllocation: Credits.FromCredits(100_000)), $"open {i}");
                books._accounts.Add(opened.Account!.Value);
            }
        }

        return books;
    }

    /// <summary>Charges and transfers in turn over all workspaces. Returns transfers in a second.</summary>
    public Task<double> MixedAsync(int callers, int postings, string run) => MeasureAsync(callers, postings, i =>
        PostAsync(i % 2 == 0 ? Charge(_accounts[i % _accounts.Count], i) : Move(i), $"{run} {i}"));

    /// <summary>Reservations over all workspaces, each settled at half of its amount. Returns transfers in a second.</summary>
    public async Task<double> ReserveAndSettleAsync(int callers, int pairs, string run) => 2 * await MeasureAsync(callers, pairs, async i =>
    {
        var charge = Charge(_accounts[i % _accounts.Count], i);
        var held = await PostAsync(new ReserveCredits(charge.Amount + charge.Amount, charge.Facts), $"{run} reserve {i}");
        await PostAsync(
            new SettleReservation(held.Hold!.Value, charge.Amount) { Tokens = charge.Facts.Tokens }, $"{run} settle {i}");
    });

    /// <summary>Charges over the first workspaces. Returns transfers in a second.</summary>
    public Task<double> ChargeAsync(int callers, int postings, int workspaces, string run) => MeasureAsync(callers, postings, i =>
        PostAsync(Charge(_accounts[i % workspaces], i), $"{run} {i}"));

    /// <summary>Charges that the pool pays. Returns transfers in a second.</summary>
    public Task<double> ChargePoolAsync(int callers, int postings, string run) => MeasureAsync(callers, postings, i =>
        PostAsync(Charge(null, i), $"{run} {i}"));

    /// <summary>
    /// Usage of two months in the bulk lane, day after day: every second charge to the first workspace, the others to all in
    /// turn. Returns transfers in a second.
    /// </summary>
    public Task<double> FillAsync(int charges)
    {
        var end = Instants.Truncate(TimeProvider.System.GetUtcNow());
        return MeasureAsync(BulkCallers, charges, i =>
        {
            var account = _accounts[i % 2 == 0 ? 0 : i / 2 % _accounts.Count];
            var charge = Charge(account, i) with { OccurredAt = Instants.Truncate(end - (FillSpan * (1 - ((double)i / charges)))) };
            return PostAsync(charge, $"fill {i}", Lane.Bulk);
        });
    }

    /// <summary>Does something many times, many at a time.</summary>
    public static Task InBulkAsync(int times, Func<int, Task> work) => MeasureAsync(BulkCallers, times, work);

    /// <summary>One reservation over all workspaces in turn.</summary>
    public Task ReserveOnceAsync(int i, string key)
    {
        var charge = Charge(_accounts[i % _accounts.Count], i);
        return PostAsync(new ReserveCredits(charge.Amount, charge.Facts), key);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Ends the writer, so that the file has everything.</summary>
    public ValueTask CloseAsync() => _app.DisposeAsync();

    private static async Task<double> MeasureAsync(int callers, int postings, Func<int, Task> post)
    {
        var next = -1;
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < postings;)
            {
                await post(i);
            }
        })));
        return postings / System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private MoveCredits Move(int i) =>
        new(_accounts[i % _accounts.Count], _accounts[(i + 7) % _accounts.Count], Credits.FromMicroCredits(1_000 + i));

    private static ChargeUsage Charge(AccountId? workspace, int i) => new(
        Credits.FromMicroCredits(12_500 + i),
        new() { Workspace = workspace, User = $"user{i % 60}@bench.example", Model = Models[i % Models.Length], Tokens = new(1_200, 300) },
        Instants.Truncate(TimeProvider.System.GetUtcNow()));

    /// <summary>Posts a movement that must not be refused.</summary>
    public async Task<Receipt> PostAsync(Movement movement, string key, Lane lane = Lane.Interactive)
    {
        var posting = new Posting { Tenant = _tenant, Movement = movement, Actor = "benchmark", Key = new(key), Lane = lane };
        var result = await Ledger.PostAsync(posting);
        return result.ReceiptOrNull ?? throw new InvalidOperationException($"{result}");
    }
}

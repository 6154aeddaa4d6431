using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.History.Csv;
using Bluebear.Dashboard.Features.History.Reversing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;

namespace Bluebear.Dashboard.Tests.Features.History;

/// <summary>A company's books on a real file, with a clock that only the test moves, and the services of the ledger page on them.</summary>
internal sealed class HistoryBench : IAsyncDisposable
{
    private HistoryBench(TestDatabase database, ManualClock clock) => (Database, Clock) = (database, clock);

    public TestDatabase Database { get; }

    public ManualClock Clock { get; }

    public FixedCaller Caller { get; } = new(TestCallers.Of(Role.FinanceAdmin));

    public AccountId Pool { get; } = TestDatabase.Primary;

    public AccountId Atlas { get; private set; }

    public AccountId Boreas { get; private set; }

    public ListTransfers List => new(Caller, Database.Contexts);

    public ShowTransfer Show => new(Caller, Database.Contexts);

    public ExportTransfers Export => new(Caller, Database.Contexts);

    public ReverseRecordedTransfer Reverse => new(Caller, new(Database.Ledger, Database.Contexts), Database.Contexts);

    /// <summary>10,000 bought; Atlas got 2,000 and Boreas 3,000.</summary>
    public static async Task<HistoryBench> CreateAsync()
    {
        var clock = new ManualClock(new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));
        var bench = new HistoryBench(await TestDatabase.CreateAsync(clock), clock);
        await bench.PostAsync(new RecordPurchase(Credits.FromCredits(10_000), "INV-1"), "first credits");
        bench.Atlas = (await bench.PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas", null, null, Credits.FromCredits(2_000)))).Account!.Value;
        bench.Boreas = (await bench.PostAsync(new OpenAccount(AccountKinds.Workspace, "Boreas", null, null, Credits.FromCredits(3_000)))).Account!.Value;
        return bench;
    }

    /// <summary>Lets time pass until then.</summary>
    public void WaitUntil(DateTimeOffset instant) => Clock.Advance(instant - Clock.GetUtcNow());

    /// <summary>Posts a second after the last posting.</summary>
    public async Task<Receipt> PostAsync(Movement movement, string? reason = null)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var result = await Database.Ledger.PostAsync(TestDatabase.Posting(movement) with { Reason = reason });
        return result.ReceiptOrNull ?? throw new InvalidOperationException($"{result}");
    }

    public Task<Receipt> MoveAsync(AccountId from, AccountId to, long credits, string? reason = null) =>
        PostAsync(new MoveCredits(from, to, Credits.FromCredits(credits)), reason);

    public Task<Receipt> ChargeAsync(AccountId workspace, decimal credits, string? user = null, string? model = null) =>
        PostAsync(new ChargeUsage(Credits.FromCredits(credits, MidpointRounding.ToZero),
            new() { Workspace = workspace, User = user, Model = model, Tokens = new(100, 20) }, Clock.GetUtcNow()));

    /// <summary>Every transfer that pages show, from the first page on.</summary>
    public async Task<List<TransferLine>> AllPagesAsync(LedgerFilter filter, int size)
    {
        List<TransferLine> lines = [];
        var place = default(PagePlace);
        while (true)
        {
            var page = await List.RunAsync(filter, place, size);
            lines.AddRange(page.Lines);
            if (page.Older is not { } older)
            {
                return lines;
            }

            place = new(older, null);
        }
    }

    /// <summary>The ledger page for a filter.</summary>
    public Task<LedgerView> PageAsync(LedgerFilter filter, PagePlace place = default, TransferId? opened = null, int size = ListTransfers.PageSize) =>
        new ReadLedgerPage(Caller, Database.Contexts, Clock).RunAsync(filter, place, opened, withOffer: false, size);

    /// <summary>The transfers that a row of the ledger page stands for, as far as the filter lets them through.</summary>
    public async Task<IReadOnlyList<long>> StandsForAsync(LedgerFilter filter, LedgerItem item)
    {
        var all = (await AllPagesAsync(filter, 1_000)).Select(line => (line.Id.Value, Operation: line.Operation.Value, IsUsage: LedgerShows.IsUsage(line.Type)));
        return item switch
        {
            LineItem { Line: var line } => [line.Id.Value],
            GroupItem { Group: var group } => [.. all.Where(line => line.Operation == group.Operation.Value).Select(line => line.Value)],
            RunItem run => [.. all.Where(line => line.Value <= run.Last.Value && line.IsUsage).Select(line => line.Value).Take((int)run.Count)],
            _ => throw new InvalidOperationException($"{item}"),
        };
    }

    public async Task<string> CsvAsync(LedgerFilter filter)
    {
        using var text = new StringWriter();
        var file = await Export.PrepareAsync(filter, Clock.GetUtcNow());
        await file.Write(text, CancellationToken.None);
        return text.ToString();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

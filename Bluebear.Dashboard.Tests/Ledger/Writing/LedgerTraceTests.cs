using System.Collections.Concurrent;
using System.Diagnostics;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Writing;

/// <summary>What a listener is told of a posting.</summary>
public sealed class LedgerTraceTests : IAsyncDisposable
{
    private const int Callers = 5;

    private readonly ActivitySource _callers = new("Callers of the ledger");
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly MemoryStore _store = new(MemoryBooks.WithTenant(1));
    private readonly CreditLedger _ledger;

    public LedgerTraceTests() => _ledger = new(_store, TimeProvider.System, [], NullLogger<CreditLedger>.Instance);

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _store.Dispose();
        _callers.Dispose();
    }

    [Fact]
    public async Task PostAsync_OfSeveralCallersInOneCommit_StandsInTheTraceOfEach()
    {
        using var listener = Listen();
        _store.Pause();
        var posts = Enumerable.Range(0, Callers).Select(PostTracedAsync).ToList();
        _store.Resume();

        foreach (var caller in await Task.WhenAll(posts))
        {
            var own = Of(caller);
            Assert.Equal(["caller", "ledger.commit", "ledger.post"], own.Keys.Order());
            Assert.Equal(caller.SpanId, own["ledger.post"].ParentSpanId);
            Assert.Equal(own["ledger.post"].SpanId, own["ledger.commit"].ParentSpanId);
            Assert.Equal(ActivityStatusCode.Unset, own["ledger.commit"].Status);
        }
    }

    [Fact]
    public async Task PostAsync_ThatTheDatabaseRefuses_SaysSoInTheTrace()
    {
        using var listener = Listen();
        _store.OnWrite = static _ => throw new LedgerConflictException("no");
        using var caller = _callers.StartActivity("caller")!;

        await Assert.ThrowsAsync<LedgerConflictException>(() => PostAsync(0));

        Assert.Equal(ActivityStatusCode.Error, Of(caller)["ledger.commit"].Status);
    }

    [Fact]
    public void StartCommit_OfAPostingWithoutATrace_MakesNothing() => Assert.Null(LedgerTrace.StartCommit(default));

    private Dictionary<string, Activity> Of(Activity caller) =>
        _ended.Where(activity => activity.TraceId == caller.TraceId).ToDictionary(activity => activity.OperationName);

    // Other tests post meanwhile: theirs are heard too.
    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LedgerTrace.SourceName || source == _callers,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async Task<Activity> PostTracedAsync(int number)
    {
        using var caller = _callers.StartActivity("caller")!;
        await PostAsync(number);
        return caller;
    }

    private Task<PostingResult> PostAsync(int number) => _ledger.PostAsync(new()
    {
        Tenant = new(1),
        Movement = new RecordPurchase(Credits.FromCredits(1), "INV-1"),
        Actor = "test",
        Key = new($"k{number}"),
    });
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Bluebear.Dashboard.Features.Spending;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bluebear.Dashboard.Tests.Scheduling;

/// <summary>Runners as the application makes them, over a test's database or over none.</summary>
internal static class DueWorkBench
{
    /// <summary>A runner of the kinds that end holds and credits.</summary>
    public static DueWorkRunner Expiry(TestDatabase database)
    {
        var post = new PostDue(database.Ledger);
        return Runner(database, new ExpireDueHolds(database.Contexts, post), new ExpireEndedCredits(database.Contexts, post));
    }

    /// <summary>A runner with its leases in the database.</summary>
    public static DueWorkRunner Runner(TestDatabase database, params IDueWork[] kinds) =>
        Runner(database.Get<ILeaseStore>(), database.Get<TimeProvider>(), new(), new CollectedLog(), kinds);

    /// <summary>A runner on anything.</summary>
    public static DueWorkRunner Runner(ILeaseStore leases, TimeProvider clock, DueWorkBell bell, CollectedLog log, params IDueWork[] kinds) =>
        Runner(leases, clock, bell, log, new TestLifetime().Start(), kinds);

    /// <summary>A runner in an application that may not have started yet.</summary>
    public static DueWorkRunner Runner(
        ILeaseStore leases, TimeProvider clock, DueWorkBell bell, CollectedLog log, TestLifetime lifetime, params IDueWork[] kinds) =>
        new(kinds, leases, bell, new DueWorkMeter(Meters, clock), clock, log, lifetime);

    private static IMeterFactory Meters { get; } =
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}

/// <summary>An application that starts when a test says so.</summary>
internal sealed class TestLifetime : IHostApplicationLifetime
{
    private readonly CancellationTokenSource _started = new();

    public CancellationToken ApplicationStarted => _started.Token;

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public TestLifetime Start()
    {
        _started.Cancel();
        return this;
    }

    public void StopApplication() => throw new NotSupportedException();
}

/// <summary>A log that a test reads.</summary>
internal sealed class CollectedLog : ILogger<DueWorkRunner>
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception)));
}

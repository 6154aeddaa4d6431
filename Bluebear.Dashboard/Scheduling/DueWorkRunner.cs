namespace Bluebear.Dashboard.Scheduling;

/// <summary>Runs all due work while the application serves, each kind in its own lane.</summary>
internal sealed class DueWorkRunner : BackgroundService
{
    private readonly List<DueLane> _lanes;
    private readonly CancellationToken _applicationStarted;

    /// <summary>Makes a lane for each kind; they start when the application has started.</summary>
    public DueWorkRunner(IEnumerable<IDueWork> kinds, ILeaseStore leases, DueWorkBell bell, DueWorkMeter meter, TimeProvider clock,
        ILogger<DueWorkRunner> logger, IHostApplicationLifetime lifetime)
    {
        _applicationStarted = lifetime.ApplicationStarted;
        var holder = LeaseHolder.New();
        var works = kinds.ToList();
        if (works.CountBy(static work => work.Name).FirstOrDefault(static count => count.Value > 1) is { Key: { } twice })
        {
            throw new InvalidOperationException($"Two kinds of due work are called {twice}.");
        }

        foreach (var work in works.Where(static work => work.WakesOnCommit))
        {
            bell.RingOnCommit(work.Name);
        }

        _lanes = works.ConvertAll(work =>
        {
            var lease = work.IsOfThisProcess ? null : new WorkLease(work.Name, holder, leases, clock);
            return new DueLane(work, lease, bell, meter.Of(work.Name, lease), clock, logger);
        });
    }

    /// <summary>Does what is due now and can be done, one kind after the other, and ends.</summary>
    internal async Task RunDueAsync(CancellationToken cancellation = default)
    {
        foreach (var lane in _lanes)
        {
            await lane.RunDueAsync(cancellation);
        }
    }

    /// <summary>
    /// Ends the lanes, then does what waits in memory. At that time the server has stopped, but the services have not.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_lanes.Select(static lane => lane.DrainAsync()));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await UntilStartedAsync(stoppingToken);
        await Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(stoppingToken), CancellationToken.None)));
    }

    // The first turns build EF Core's model: they would take the processors from the start.
    private async Task UntilStartedAsync(CancellationToken stopping)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = _applicationStarted.Register(() => end.TrySetResult());
        await using var onStop = stopping.Register(() => end.TrySetResult());
        await end.Task;
    }
}

using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>Runs one kind of due work, turn after turn. Lanes do not wait for each other.</summary>
internal sealed class DueLane(
    IDueWork work, WorkLease? lease, DueWorkBell bell, DueFigures figures, TimeProvider clock, ILogger logger)
{
    private readonly DueChoice _choice = new(work, clock);
    private readonly LaneLog _log = new(work.Name, logger);
    private int _troubles;

    /// <summary>Works until the application ends.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await using var timer = clock.CreateTimer(_ => bell.Ring(work.Name), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var rung = bell.Listen(work.Name);
                var began = clock.GetTimestamp();
                if (await TryTurnAsync(stopping) is { } wait)
                {
                    await WaitAsync(timer, began, wait, rung, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The application ends.
        }
        finally
        {
            await GiveBackAsync();
        }
    }

    /// <summary>Does what waits in this process's memory, due or not, after the last turn.</summary>
    public async Task DrainAsync()
    {
        while (work.IsOfThisProcess && await work.FindAsync(DueSearch.Everything, CancellationToken.None) is { Count: > 0 } left)
        {
            var turn = new DueTurn(work, clock);
            await turn.RunAsync(left, null, CancellationToken.None);
            if (!turn.Ends.Any(static end => end.HasDone))
            {
                logger.LogError(turn.Ends.FirstOrDefault()?.Failure, "{Work} was not done before the end, for {Count} items.", work.Name, left.Count);
                return;
            }
        }
    }

    /// <summary>Runs turns until nothing that can be done now is due.</summary>
    internal async Task RunDueAsync(CancellationToken cancellation)
    {
        while (await TurnAsync(cancellation) is null)
        {
        }
    }

    private async Task<TimeSpan?> TryTurnAsync(CancellationToken stopping)
    {
        try
        {
            var wait = await TurnAsync(stopping);
            _log.GoesOn(_troubles);
            _troubles = 0;
            return wait;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            _log.CannotGoOn(exception, _troubles);
            await Task.Delay(Rests.After(_troubles++, work.Bounds.LongestRest), clock, stopping);
            return null;
        }
    }

    /// <summary>
    /// Searches once and does what it found. Returns how long to wait until the next search, or null to continue at once.
    /// </summary>
    private async Task<TimeSpan?> TurnAsync(CancellationToken stopping)
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        var before = lease?.Term;
        var found = await work.FindAsync(_choice.Search(now), stopping);
        var due = _choice.Due(found, now);
        figures.OldestDue = Earlier(due.Count == 0 ? null : due.Min(static item => item.DueAt), _choice.OldestFailed);
        if (due.Count == 0)
        {
            return _choice.Wait(found, now);
        }

        var term = lease is null ? null : await lease.HoldAsync(stopping);
        if (lease is not null && term is null)
        {
            _log.StandsBack();
            return work.Interval;
        }

        _log.Leads();
        if (term != before)
        {
            // Items found before the lease was taken may have been done by its earlier holder.
            return null;
        }

        await DoAsync(_choice.Share(due, found.Count < work.Bounds.PerTurn), term, stopping);
        return null;
    }

    private async Task DoAsync(List<DueItem> items, LeaseTerm? term, CancellationToken stopping)
    {
        var turn = new DueTurn(work, clock);
        using var working = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var keeping = lease?.KeepAsync(working, done.Token) ?? Task.CompletedTask;
        await turn.RunAsync(items, term, working.Token);
        await done.CancelAsync();
        await keeping;
        Note(turn);
        stopping.ThrowIfCancellationRequested();
        if (turn.Unavailable is { } unavailable)
        {
            throw new LedgerUnavailableException(unavailable.Message, unavailable);
        }
    }

    private void Note(DueTurn turn)
    {
        foreach (var end in turn.Ends)
        {
            figures.Count(end);
        }

        var (failed, recovered) = _choice.Note(turn.Ends);
        _log.Items(failed, recovered);
        if (turn.HasLostLease)
        {
            lease?.Lose();
        }
    }

    private async Task WaitAsync(ITimer timer, long began, TimeSpan wait, Task rung, CancellationToken stopping)
    {
        if (work.Bounds.Gap > TimeSpan.Zero)
        {
            await Task.Delay(work.Bounds.Gap, clock, stopping);
        }

        var left = wait - clock.GetElapsedTime(began);
        timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        // The time that passed before the timer was set must not be waited again.
        if (clock.GetElapsedTime(began) < wait)
        {
            await rung.WaitAsync(stopping);
        }
    }

    private async Task GiveBackAsync()
    {
        try
        {
            await (lease?.GiveBackAsync() ?? Task.CompletedTask);
        }
        catch (Exception exception)
        {
            // The next holder waits until the lease has run out.
            logger.LogWarning("The lease of {Work} could not be given back: {Problem}", work.Name, exception.Message);
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}

namespace Bluebear.Dashboard.Scheduling;

/// <summary>One kind's lease as this instance knows it. For one lane.</summary>
/// <remarks>
/// Taken when something is due, so an idle instance writes nothing. It lasts a minute and is renewed after half of that if there
/// is still work. Steady work costs one small write in 30 seconds.
/// </remarks>
internal sealed class WorkLease(string name, LeaseHolder holder, ILeaseStore store, TimeProvider clock)
{
    /// <summary>How long it lasts without being renewed. Other instances wait that long after a crash.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);

    /// <summary>The time after which it is renewed if work continues.</summary>
    public static readonly TimeSpan RenewAfter = Duration / 2;

    // When the application ends, it waits at most this long for a busy database.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private volatile LeaseTerm? _term;
    private long _takenAt;

    /// <summary>True while this instance may work, as far as it knows.</summary>
    public bool IsHeld => Term is not null;

    /// <summary>The lease if it is held; otherwise null.</summary>
    public LeaseTerm? Term => clock.GetElapsedTime(Volatile.Read(ref _takenAt)) < Duration ? _term : null;

    /// <summary>Takes or renews the lease if needed. Null while another instance has it.</summary>
    public async Task<LeaseTerm?> HoldAsync(CancellationToken cancellation)
    {
        if (Term is { } held && clock.GetElapsedTime(Volatile.Read(ref _takenAt)) < RenewAfter)
        {
            return held;
        }

        // Counts from before the write, so that it ends here no later than in the database.
        var before = clock.GetTimestamp();
        var term = await store.TakeAsync(name, holder, Duration, cancellation);
        Volatile.Write(ref _takenAt, before);
        _term = term;
        return term;
    }

    /// <summary>Renews it until <paramref name="done"/>. Cancels the work if it cannot be renewed in time.</summary>
    public async Task KeepAsync(CancellationTokenSource work, CancellationToken done)
    {
        try
        {
            do
            {
                await Task.Delay(RenewAfter, clock, done);
            }
            while (await RenewAsync(done));

            await work.CancelAsync();
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    /// <summary>Notes that another instance has it.</summary>
    public void Lose() => _term = null;

    /// <summary>Gives it back if it is held.</summary>
    public async Task GiveBackAsync()
    {
        if (Term is { } term)
        {
            _term = null;
            using var patience = new CancellationTokenSource(Patience, clock);
            await store.GiveBackAsync(term, patience.Token);
        }
    }

    private async Task<bool> RenewAsync(CancellationToken done)
    {
        try
        {
            return await HoldAsync(done) is not null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database cannot be written. The rest of the lease is still valid.
            return IsHeld;
        }
    }
}

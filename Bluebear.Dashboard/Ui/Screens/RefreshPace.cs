namespace Bluebear.Dashboard.Ui.Screens;

/// <summary>
/// The turns in which the screens of one circuit show changes: at once after a quiet time, then at most four times a second.
/// </summary>
/// <remarks>A page and the dialog over it learn of the same change and share a turn.</remarks>
internal sealed class RefreshPace(TimeProvider clock)
{
    /// <summary>
    /// The shortest time between two turns. A turn begins with a read: five would fit into a second at 250 ms if the first one's took
    /// longer than the last one's.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan SameTurn = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private long? _turn;

    /// <summary>Waits for the next turn. Returns at once when <paramref name="gone"/> ends.</summary>
    public async Task WaitTurnAsync(CancellationToken gone)
    {
        while (RestToWait() is var rest && rest > TimeSpan.Zero && !gone.IsCancellationRequested)
        {
            await Task.Delay(rest, clock, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TimeSpan RestToWait()
    {
        lock (_gate)
        {
            if (_turn is { } last && clock.GetElapsedTime(last) is var since && since < Interval)
            {
                return since <= SameTurn ? TimeSpan.Zero : Interval - since;
            }

            _turn = clock.GetTimestamp();
            return TimeSpan.Zero;
        }
    }
}

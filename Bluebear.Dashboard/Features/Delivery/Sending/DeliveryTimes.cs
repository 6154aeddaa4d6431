namespace Bluebear.Dashboard.Features.Delivery.Sending;

/// <summary>When a failed delivery is tried again. Decides only.</summary>
internal static class DeliveryTimes
{
    private const double MostJitter = 0.1;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    private static readonly TimeSpan MostAsked = TimeSpan.FromDays(1);

    /// <summary>The number of attempts after which a delivery is given up.</summary>
    public static int MostAttempts => Pauses.Length + 1;

    /// <summary>How long an endpoint may fail before it is turned off.</summary>
    public static TimeSpan MostFailing { get; } = TimeSpan.FromDays(5);

    /// <summary>The time of the next attempt; null after the last one.</summary>
    /// <param name="attempts">The attempts that failed, 1 and up.</param>
    /// <param name="now">When the last one failed.</param>
    /// <param name="asked">How long the other side asked to wait, or null. Respected up to a day.</param>
    /// <param name="chance">A random number from 0 to 1: how much of the jitter is added, so that not all come back at once.</param>
    public static DateTimeOffset? Next(int attempts, DateTimeOffset now, TimeSpan? asked, double chance)
    {
        if (attempts > Pauses.Length)
        {
            return null;
        }

        var pause = Pauses[attempts - 1] * (1 + (MostJitter * chance));
        var wanted = asked is { } wait && wait > pause ? wait : pause;
        return now + (wanted < MostAsked ? wanted : MostAsked);
    }
}

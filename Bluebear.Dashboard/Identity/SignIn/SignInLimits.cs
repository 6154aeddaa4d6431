using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Bounds what strangers can make the server hash: by address, and by how much is hashed at the same time. Singleton.</summary>
internal sealed class SignInLimits(IOptions<SignInLimitOptions> options, TimeProvider clock) : IDisposable
{
    // Half of the machine, so that what else it serves goes on; who waits longer than these take is told to come back.
    private const int MostWaiting = 32;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly AddressFailures _addresses = new(options.Value.FailuresPerAddressPerMinute, clock);
    private readonly ConcurrencyLimiter _hashing = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Asks for leave to look at a password, and waits for a turn to hash it.</summary>
    /// <param name="address">Where the attempt comes from; null for one that is not counted by its address.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The attempt; dispose of it. It counts as failed unless <see cref="SignInAttempt.Succeed"/> is called.</returns>
    public async ValueTask<SignInAttempt> BeginAsync(IPAddress? address, CancellationToken cancellation = default)
    {
        if (address is not null && _addresses.TryCount(address) is { } later)
        {
            return new(later);
        }

        var turn = await _hashing.AcquireAsync(1, cancellation);
        if (turn.IsAcquired)
        {
            return new(turn, address is null ? null : () => _addresses.TakeBack(address));
        }

        turn.Dispose();
        return new(Soon);
    }

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();
}

/// <summary>Leave to look at one password, or the time to wait for it.</summary>
internal sealed class SignInAttempt : IDisposable
{
    private readonly Action? _takeBack;
    private RateLimitLease? _turn;

    /// <summary>An attempt that may not be made before so long.</summary>
    public SignInAttempt(TimeSpan retryAfter) => RetryAfter = retryAfter;

    /// <summary>An attempt whose turn it is.</summary>
    public SignInAttempt(RateLimitLease turn, Action? takeBack) => (_turn, _takeBack) = (turn, takeBack);

    /// <summary>How long to wait; null for an attempt that may be made.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>It was no failure: it does not count against its address.</summary>
    public void Succeed()
    {
        EndHashing();
        _takeBack?.Invoke();
    }

    /// <summary>The next one may hash.</summary>
    public void EndHashing()
    {
        _turn?.Dispose();
        _turn = null;
    }

    /// <inheritdoc/>
    public void Dispose() => EndHashing();
}

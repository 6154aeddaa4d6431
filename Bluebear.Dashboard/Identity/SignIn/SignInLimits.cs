using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>
/// Limits what strangers can make the server hash: by address, and by the number of hashes at the same time. Singleton.
/// </summary>
internal sealed class SignInLimits(IOptions<SignInLimitOptions> options, TimeProvider clock) : IDisposable
{
    // Half of the machine, so that other work continues. Attempts beyond this queue are told to come back later.
    private const int MostWaiting = 32;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly AddressFailures _addresses = new(options.Value.FailuresPerAddressPerMinute, clock);
    private readonly ConcurrencyLimiter _hashing = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Begins an attempt and waits for its turn to hash.</summary>
    /// <param name="address">The attempt's address; null for an attempt that is not counted by address.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The attempt; dispose it. It counts as failed unless <see cref="SignInAttempt.Succeed"/> is called.</returns>
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

/// <summary>The permission to check one password, or the time to wait for it.</summary>
internal sealed class SignInAttempt : IDisposable
{
    private readonly Action? _takeBack;
    private RateLimitLease? _turn;

    /// <summary>An attempt that must wait.</summary>
    public SignInAttempt(TimeSpan retryAfter) => RetryAfter = retryAfter;

    /// <summary>An attempt that has its turn.</summary>
    public SignInAttempt(RateLimitLease turn, Action? takeBack) => (_turn, _takeBack) = (turn, takeBack);

    /// <summary>How long to wait; null for an attempt that may be made.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Marks it as not failed: it does not count against its address.</summary>
    public void Succeed()
    {
        EndHashing();
        _takeBack?.Invoke();
    }

    /// <summary>Lets the next attempt hash.</summary>
    public void EndHashing()
    {
        _turn?.Dispose();
        _turn = null;
    }

    /// <inheritdoc/>
    public void Dispose() => EndHashing();
}

using System.Net;
using System.Net.Sockets;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Counts failures by network address: a fixed number in a minute, which becomes available again evenly.</summary>
/// <remarks>
/// One customer of a provider has a whole network of IPv6 addresses, so addresses that share the first 64 bits count as one.
/// </remarks>
internal sealed class AddressFailures(int perMinute, TimeProvider clock)
{
    // The number of addresses to remember before those without failures are forgotten.
    private const int Many = 10_000;
    private const int NetworkBytes = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, (double Left, long At)> _left = [];
    private long _forgotAt = clock.GetTimestamp();

    /// <summary>Counts a failure. Returns the time to wait if the address has no attempts left; otherwise null.</summary>
    public TimeSpan? TryCount(IPAddress address)
    {
        var network = NetworkOf(address);
        lock (_lock)
        {
            ForgetSome();
            var left = LeftOf(network);
            if (left < 1)
            {
                return TimeSpan.FromMinutes((1 - left) / perMinute);
            }

            _left[network] = (left - 1, clock.GetTimestamp());
            return null;
        }
    }

    /// <summary>Takes back a failure that was none.</summary>
    public void TakeBack(IPAddress address)
    {
        var network = NetworkOf(address);
        lock (_lock)
        {
            _left[network] = (Math.Min(perMinute, LeftOf(network) + 1), clock.GetTimestamp());
        }
    }

    private double LeftOf(IPAddress network) => _left.TryGetValue(network, out var known)
        ? Math.Min(perMinute, known.Left + (clock.GetElapsedTime(known.At).TotalMinutes * perMinute))
        : perMinute;

    private void ForgetSome()
    {
        if (_left.Count >= Many && clock.GetElapsedTime(_forgotAt) > Pause)
        {
            _forgotAt = clock.GetTimestamp();
            foreach (var network in _left.Keys.Where(network => LeftOf(network) >= perMinute).ToList())
            {
                _left.Remove(network);
            }
        }
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new(bytes);
    }
}

using System.Security.Cryptography;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>The right of one instance to do a kind of due work, until another instance takes it.</summary>
/// <param name="Name">The kind of work.</param>
/// <param name="Epoch">Grows by one each time another instance takes it. A write that checks it cannot come after another
/// holder's write.</param>
public sealed record LeaseTerm(string Name, long Epoch);

/// <summary>The holder of a lease.</summary>
/// <param name="Process">This process, different from every other process that ever ran.</param>
/// <param name="Runner">The runner in it.</param>
public sealed record LeaseHolder(string Process, int Runner)
{
    private const int RandomBytes = 8;

    // Process ids repeat, in containers at every start.
    private static readonly string ThisProcess =
        $"{Environment.MachineName}/{Environment.ProcessId}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";

    private static int _runners;

    /// <summary>A new runner of this process.</summary>
    public static LeaseHolder New() => new(ThisProcess, Interlocked.Increment(ref _runners));

    /// <summary>True if a stored holder is a runner of the same process.</summary>
    public bool IsSameProcess(string stored) => stored.StartsWith(Process + "#", StringComparison.Ordinal);

    /// <summary>The stored form.</summary>
    public override string ToString() => $"{Process}#{Runner}";
}

/// <summary>Stores leases, so that only one of all instances on a database does the work.</summary>
public interface ILeaseStore
{
    /// <summary>Takes a free lease, or extends the holder's own.</summary>
    /// <param name="name">The kind of work, up to 50 characters.</param>
    /// <param name="holder">The instance that asks.</param>
    /// <param name="duration">The time from now until it ends.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null while another instance holds it.</returns>
    Task<LeaseTerm?> TakeAsync(string name, LeaseHolder holder, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Gives it back, so that another instance need not wait. Does nothing if another instance holds it.</summary>
    Task GiveBackAsync(LeaseTerm term, CancellationToken cancellation);
}

/// <summary>Another instance holds the lease now. Nothing was written.</summary>
public sealed class LeaseLostException(string name) : Exception($"Another instance does {name} now.");

using System.Security.Cryptography;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>The right of one instance to do a kind of due work, until another takes it over.</summary>
/// <param name="Name">The kind of work.</param>
/// <param name="Epoch">Grows by one with each change of hands. A write that checks it cannot come after somebody else's.</param>
public sealed record LeaseTerm(string Name, long Epoch);

/// <summary>Who holds a lease.</summary>
/// <param name="Process">This process, told apart from every other one that ever ran.</param>
/// <param name="Runner">Which runner in it.</param>
public sealed record LeaseHolder(string Process, int Runner)
{
    private const int RandomBytes = 8;

    // A process id comes again, in containers at every start.
    private static readonly string ThisProcess =
        $"{Environment.MachineName}/{Environment.ProcessId}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";

    private static int _runners;

    /// <summary>A new runner of this process.</summary>
    public static LeaseHolder New() => new(ThisProcess, Interlocked.Increment(ref _runners));

    /// <summary>True if a holder as stored is a runner of the same process.</summary>
    public bool IsSameProcess(string stored) => stored.StartsWith(Process + "#", StringComparison.Ordinal);

    /// <summary>As it is stored.</summary>
    public override string ToString() => $"{Process}#{Runner}";
}

/// <summary>Where leases are kept, so that of all instances on a database one does the work.</summary>
public interface ILeaseStore
{
    /// <summary>Takes a free lease, or makes one's own last longer.</summary>
    /// <param name="name">The kind of work, up to 50 characters.</param>
    /// <param name="holder">Who asks.</param>
    /// <param name="duration">For how long from now.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null while somebody else holds it.</returns>
    Task<LeaseTerm?> TakeAsync(string name, LeaseHolder holder, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Gives it back, so that another instance need not wait; does nothing where somebody else holds it.</summary>
    Task GiveBackAsync(LeaseTerm term, CancellationToken cancellation);
}

/// <summary>Another instance holds the lease by now; nothing was written.</summary>
public sealed class LeaseLostException(string name) : Exception($"Another instance does {name} by now.");

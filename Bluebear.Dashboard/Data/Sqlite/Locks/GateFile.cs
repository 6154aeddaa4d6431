using System.Diagnostics;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Data.Sqlite.Locks;

/// <summary>
/// The lock between processes: two bytes of a file beside the database. One instance in each process for each file.
/// </summary>
/// <remarks>
/// The first byte is the gate, the second the queue in front of it. A process takes the queue before the gate, so that a process
/// that comes back at once cannot overtake one that waits. Locks belong to the process and end with it, even after a kill -9.
/// </remarks>
internal sealed class GateFile : IDisposable
{
    private const long Gate = 0;
    private const long Queue = 1;

    private static readonly Dictionary<string, GateFile> Files = [];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly string _path;
    private readonly SemaphoreSlim _inProcess = new(1, 1);
    private FileStream? _stream;
    private int _users;

    private GateFile(string path) => _path = path;

    /// <summary>The instance for a database file. Each user disposes it.</summary>
    public static GateFile For(string databaseFile)
    {
        var path = databaseFile + "-gate.lock";
        lock (Files)
        {
            if (!Files.TryGetValue(path, out var file))
            {
                Files.Add(path, file = new(path));
            }

            file._users++;
            return file;
        }
    }

    /// <summary>Closes the file with its last user. Closing it earlier would drop the process's locks.</summary>
    public void Dispose()
    {
        lock (Files)
        {
            if (--_users == 0)
            {
                Files.Remove(_path);
                _stream?.Dispose();
                _inProcess.Dispose();
            }
        }
    }

    /// <summary>Takes the gate, blocking the thread.</summary>
    /// <exception cref="LedgerUnavailableException">It was not free in time, or the lock file cannot be used.</exception>
    public void Enter(TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        if (!_inProcess.Wait(timeout))
        {
            throw Busy(timeout);
        }

        try
        {
            foreach (var place in (long[])[Queue, Gate])
            {
                while (!TryLock(place))
                {
                    ThrowIfOver(started, timeout, place);
                    Thread.Sleep(Pause);
                }
            }

            Unlock(Queue);
        }
        catch
        {
            _inProcess.Release();
            throw;
        }
    }

    /// <summary>Takes the gate.</summary>
    /// <exception cref="LedgerUnavailableException">It was not free in time, or the lock file cannot be used.</exception>
    public async Task EnterAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        if (!await _inProcess.WaitAsync(timeout, cancellation))
        {
            throw Busy(timeout);
        }

        try
        {
            await LockAsync(Queue, started, timeout, cancellation);
            await LockAsync(Gate, started, timeout, cancellation);
            Unlock(Queue);
        }
        catch
        {
            _inProcess.Release();
            throw;
        }
    }

    /// <summary>Opens the gate for the next writer.</summary>
    public void Leave()
    {
        Unlock(Gate);
        _inProcess.Release();
    }

    private async Task LockAsync(long place, long started, TimeSpan timeout, CancellationToken cancellation)
    {
        while (!TryLock(place))
        {
            ThrowIfOver(started, timeout, place);
            try
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (OperationCanceledException) when (place == Gate)
            {
                Unlock(Queue);
                throw;
            }
        }
    }

    private void ThrowIfOver(long started, TimeSpan timeout, long place)
    {
        if (Stopwatch.GetElapsedTime(started) < timeout)
        {
            return;
        }

        if (place == Gate)
        {
            Unlock(Queue);
        }

        throw Busy(timeout);
    }

    private bool TryLock(long place) => FileBytes.TryLock(Stream(), place);

    private void Unlock(long place) => FileBytes.Unlock(_stream!, place);

    private FileStream Stream()
    {
        try
        {
            return _stream ??= DatabaseFile.OpenShared(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException($"The lock file beside the database cannot be written: {exception.Message}", exception);
        }
    }

    private static LedgerUnavailableException Busy(TimeSpan timeout) =>
        new($"Another process has been writing to the database for more than {timeout.TotalSeconds:0.#} s.");
}

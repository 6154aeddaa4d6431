using System.Text;

namespace Bluebear.Dashboard.Data.Sqlite.Locks;

/// <summary>Held by the one process that serves a database and writes its ledger, as long as it runs.</summary>
/// <remarks>
/// The text of the lock file names the holder. The lock ends with the process, even after a kill -9; the text alone means
/// nothing.
/// </remarks>
public sealed class ServingLock(DatabaseLocation location) : IDisposable
{
    // Far behind the text, which other processes read while the byte is locked.
    private const long LockedByte = 1 << 20;

    // The operating system's locks do not distinguish two holders in one process.
    private static readonly HashSet<string> HeldHere = [];

    private static readonly string ThisProcess = $"process {Environment.ProcessId}";

    private readonly string _path = location.File + "-serving.lock";
    private FileStream? _stream;

    /// <summary>True while this instance holds the lock: no other process serves the database.</summary>
    public bool IsHeld => _stream is not null;

    /// <summary>Takes the lock. Does nothing if this instance has it already.</summary>
    /// <param name="address">Where the holder can be reached, or what it does.</param>
    /// <exception cref="DatabaseServedException">Another process holds the lock; the message names it.</exception>
    /// <exception cref="UnusableDatabaseException">The file has more than one name, so that the lock would not work.</exception>
    public void Take(string address)
    {
        lock (HeldHere)
        {
            if (_stream is not null)
            {
                return;
            }

            DatabaseFile.ThrowIfShared(location.File);
            ThrowIfHeldHere();
            var stream = Open();
            if (!TryLock(stream))
            {
                using (stream)
                {
                    throw new DatabaseServedException(location.File, Read(stream));
                }
            }

            HeldHere.Add(_path);
            _stream = stream;
        }

        Name(address);
    }

    /// <summary>Publishes where the holder can be reached.</summary>
    public void Name(string address)
    {
        var stream = _stream ?? throw new InvalidOperationException("The lock is not held.");
        stream.SetLength(0);
        stream.Position = 0;
        stream.Write(Encoding.UTF8.GetBytes($"{ThisProcess}, {address}\n"));
        stream.Flush();
    }

    /// <summary>The other process that holds the lock, or null if there is none.</summary>
    public string? FindOtherHolder()
    {
        lock (HeldHere)
        {
            if (_stream is not null || !File.Exists(_path))
            {
                return null;
            }

            if (HeldHere.Contains(_path))
            {
                return ThisProcess;
            }

            using var stream = Open();
            return TryLock(stream) ? null : Read(stream);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (HeldHere)
        {
            if (_stream is not null)
            {
                HeldHere.Remove(_path);
                _stream.Dispose();
                _stream = null;
            }
        }
    }

    // Does not open the file: closing any handle of it would drop this process's lock.
    private void ThrowIfHeldHere()
    {
        if (HeldHere.Contains(_path))
        {
            throw new DatabaseServedException(location.File, ThisProcess);
        }
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        return DatabaseFile.OpenShared(_path);
    }

    private static bool TryLock(FileStream stream) => FileBytes.TryLock(stream, LockedByte);

    private static string Read(FileStream stream)
    {
        var buffer = new byte[512];
        stream.Position = 0;
        return Encoding.UTF8.GetString(buffer, 0, stream.Read(buffer)).Trim();
    }
}

/// <summary>Another process serves the database and writes its ledger.</summary>
public sealed class DatabaseServedException(string file, string holder)
    : IOException($"{file} is in use by {(holder.Length > 0 ? holder : "another process")}. Stop it first, or make the change there.")
{
    /// <summary>Its process id and address.</summary>
    public string Holder { get; } = holder;
}

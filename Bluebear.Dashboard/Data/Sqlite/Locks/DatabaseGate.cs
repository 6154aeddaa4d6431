using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Data.Sqlite.Locks;

/// <summary>Lets one write to the database at a time, among threads and among processes.</summary>
/// <remarks>
/// The ledger's writer takes it for each batch, every other write (people, settings) through <see cref="DatabaseWrites"/> or by
/// saving a context. Nobody takes it twice: who holds it must not wait for it again.
/// </remarks>
public sealed class DatabaseGate(DatabaseLocation location) : IDisposable
{
    /// <summary>How long a writer waits before it gives up.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly GateFile _file = GateFile.For(location.File);

    /// <summary>How long this gate's users wait.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Takes the gate and blocks the thread until then. Disposing the answer opens it again.</summary>
    /// <exception cref="LedgerUnavailableException">It was not free in time; nothing was done.</exception>
    public Pass Enter()
    {
        _file.Enter(Timeout);
        return new(_file);
    }

    /// <summary>Takes the gate. Disposing the answer opens it again.</summary>
    /// <exception cref="LedgerUnavailableException">It was not free in time; nothing was done.</exception>
    public async Task<Pass> EnterAsync(CancellationToken cancellation = default)
    {
        await _file.EnterAsync(Timeout, cancellation);
        return new(_file);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The right to write, until it is disposed.</summary>
    public sealed class Pass : IDisposable
    {
        private GateFile? _file;

        internal Pass(GateFile file) => _file = file;

        /// <inheritdoc/>
        public void Dispose() => Interlocked.Exchange(ref _file, null)?.Leave();
    }
}

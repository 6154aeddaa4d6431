using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Data.Sqlite.Locks;

/// <summary>Lets one write to the database at a time, among threads and among processes.</summary>
/// <remarks>
/// The ledger's writer takes it for each batch. Every other write (people, settings) takes it through <see
/// cref="DatabaseWrites"/> or by saving a context. It cannot be taken twice: code that holds it must not wait for it again.
/// </remarks>
public sealed class DatabaseGate(DatabaseLocation location) : IDisposable
{
    /// <summary>How long a writer waits by default.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly GateFile _file = GateFile.For(location.File);

    /// <summary>How long this gate's users wait.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Takes the gate and blocks the thread until then. Disposing the result opens it again.</summary>
    /// <exception cref="LedgerUnavailableException">It was not free in time. Nothing was done.</exception>
    public Pass Enter()
    {
        _file.Enter(Timeout);
        return new(_file);
    }

    /// <summary>Takes the gate. Disposing the result opens it again.</summary>
    /// <exception cref="LedgerUnavailableException">It was not free in time. Nothing was done.</exception>
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

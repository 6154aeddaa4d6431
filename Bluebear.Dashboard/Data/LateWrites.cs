using System.Threading.Channels;
using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data;

/// <summary>Writes that nobody waits for, one after another on a task of their own. Singleton.</summary>
/// <remarks>What cannot be written is logged and left; what still waits when the application ends is written first.</remarks>
public sealed class LateWrites : IAsyncDisposable
{
    private const int MostWaiting = 10_000;
    private readonly Channel<(TenantId Tenant, Func<BluebearDbContext, Task> Work)> _waiting =
        Channel.CreateBounded<(TenantId, Func<BluebearDbContext, Task>)>(
            new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    private readonly DatabaseWrites _writes;
    private readonly ILogger<LateWrites> _logger;
    private readonly Task _writing;

    /// <summary>Starts it.</summary>
    public LateWrites(DatabaseWrites writes, ILogger<LateWrites> logger)
    {
        _writes = writes;
        _logger = logger;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Hands over work for a context of its own, which is saved after it; returns at once.</summary>
    public void Add(TenantId tenant, Func<BluebearDbContext, Task> work) => _waiting.Writer.TryWrite((tenant, work));

    /// <summary>Writes what waits and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var (tenant, work) in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                await _writes.WriteAsync(tenant, work);
            }
            catch (Exception exception)
            {
                // One that fails must not keep the next ones from being tried.
                _logger.LogError(exception, "Something was not written down.");
            }
        }
    }
}

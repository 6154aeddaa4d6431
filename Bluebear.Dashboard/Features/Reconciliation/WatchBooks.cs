using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Checks everybody's books soon after the start and then once a day.</summary>
internal sealed class WatchBooks(CheckBooks check, TimeProvider clock, ILogger<WatchBooks> logger) : BackgroundService
{
    /// <summary>Nobody who comes to a fresh start waits for it.</summary>
    public static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AfterStart, clock, stoppingToken);
            while (true)
            {
                await TryAsync(stoppingToken);
                await Task.Delay(Interval, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var books in await check.RunAsync(null, null, AuditActor.Application, cancellation))
            {
                if (books.Differences.Count > 0)
                {
                    logger.LogCritical("The books of tenant {Tenant} do not agree: {Difference}", books.Tenant.Value, books.Differences[0]);
                }

                if (books.Failure is not null)
                {
                    logger.LogError("The books of tenant {Tenant} could not be checked: {Problem}", books.Tenant.Value, books.Failure);
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "The books could not be checked; it is tried again in a day.");
        }
    }
}

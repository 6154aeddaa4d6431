using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Posts the end of credits and of holds that nobody touches, within about a second of it, and after a stop what was missed.</summary>
/// <remarks>No figure depends on it: the ledger itself does what is due on an account before it decides there.</remarks>
public sealed class ExpirySweeper(
    IDbContextFactory<BluebearDbContext> contexts, CreditLedger ledger, TimeProvider clock, ILogger<ExpirySweeper> logger)
    : BackgroundService
{
    private const string Actor = "Bluebear";
    private const int AccountsAtATime = 200;
    private const int HoldsAtATime = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Posts everything that has ended by now, or as much as the ledger takes.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        // Holds first, as the ledger itself does it: what they give back may have ended.
        if (await SweepAsync(TenantsWithDueHoldsAsync, new ExpireHolds(HoldsAtATime), cancellation))
        {
            await SweepAsync(TenantsWithEndedLotsAsync, new ExpireEndedLots(AccountsAtATime), cancellation);
        }
    }

    private async Task<bool> SweepAsync(
        Func<CancellationToken, Task<List<int>>> find, Movement movement, CancellationToken cancellation)
    {
        while (await find(cancellation) is { Count: > 0 } tenants)
        {
            foreach (var tenant in tenants)
            {
                if (!await PostAsync(tenant, movement, cancellation))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await TrySweepAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }

    private async Task TrySweepAsync(CancellationToken cancellation)
    {
        try
        {
            await SweepAsync(cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "What has ended could not be posted; it is tried again in a moment.");
        }
    }

    private async Task<List<int>> TenantsWithEndedLotsAsync(CancellationToken cancellation)
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Lots.IgnoreQueryFilters().AsNoTracking()
            .Where(lot => lot.EndsAt <= now && lot.AvailableMicroCredits > 0)
            .Select(lot => lot.TenantId).Distinct().ToListAsync(cancellation);
    }

    private async Task<List<int>> TenantsWithDueHoldsAsync(CancellationToken cancellation)
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        var furthest = now + HoldLimits.Longest;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Holds.IgnoreQueryFilters().AsNoTracking()
            .Where(hold => hold.Status == HoldStatus.Held && (hold.ExpiresAt <= now || hold.ExpiresAt > furthest))
            .Select(hold => hold.TenantId).Distinct().ToListAsync(cancellation);
    }

    private async Task<bool> PostAsync(int tenant, Movement movement, CancellationToken cancellation)
    {
        var result = await ledger.PostAsync(
            new()
            {
                Tenant = new(tenant),
                Movement = movement,
                Actor = Actor,
                Key = OperationKey.New(),
                Lane = Lane.Bulk,
            },
            cancellation);
        return result is not PostingResult.Refused;
    }
}

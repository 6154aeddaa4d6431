using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>What the usage page shows, as of one commit.</summary>
/// <param name="Report">What was used.</param>
/// <param name="Wallet">What there is left.</param>
/// <param name="Movements">What moved last, newest first.</param>
public sealed record UsageView(UsageReport Report, WalletSummary Wallet, IReadOnlyList<LatestMovement> Movements)
{
    /// <summary>The same with accounts as they now stand: the pool's figures are exact, sums and movements are as they were read.</summary>
    public UsageView With(IEnumerable<Account> changed) =>
        changed.FirstOrDefault(account => account.Id == Wallet.Pool) is { } pool ? this with { Wallet = Wallet.With(pool) } : this;
}

/// <summary>Reads the usage page in one snapshot, asking once who the caller is.</summary>
public sealed class ReadUsagePage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The page.</summary>
    /// <param name="range">Days of the tenant.</param>
    /// <param name="group">By what usage is summed up.</param>
    /// <param name="withoutUsage">Whether the latest movements leave out reservations, settlements and releases.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AccessRefusedException">The caller may not see usage.</exception>
    public async Task<UsageView> RunAsync(UsageRange range, UsageGroup group, bool withoutUsage, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return new(
            await ReadUsage.ReadAsync(db, caller, range, group, cancellation),
            await ReadWallet.SummaryAsync(db, caller, cancellation),
            await ReadWallet.LatestAsync(db, caller, withoutUsage, cancellation));
    }
}

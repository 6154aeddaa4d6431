using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The content of the usage page at one commit.</summary>
/// <param name="Report">The usage.</param>
/// <param name="Wallet">The balance.</param>
/// <param name="Movements">The latest movements, newest first.</param>
public sealed record UsageView(UsageReport Report, WalletSummary Wallet, IReadOnlyList<LatestMovement> Movements)
{
    /// <summary>
    /// The same with changed accounts: the pool's figures are exact; sums and movements stay as they were read.
    /// </summary>
    public UsageView With(IEnumerable<Account> changed) =>
        changed.FirstOrDefault(account => account.Id == Wallet.Pool) is { } pool ? this with { Wallet = Wallet.With(pool) } : this;
}

/// <summary>Reads the usage page in one snapshot and reads the caller once.</summary>
public sealed class ReadUsagePage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The page.</summary>
    /// <param name="range">Days of the tenant.</param>
    /// <param name="group">The grouping.</param>
    /// <param name="withoutUsage">Whether the latest movements leave out reservations, settlements and releases.</param>
    /// <param name="cancellation">Stops.</param>
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

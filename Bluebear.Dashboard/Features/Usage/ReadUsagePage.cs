using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The content of the usage page at one commit.</summary>
/// <param name="Report">The usage.</param>
/// <param name="Wallet">The balance.</param>
/// <param name="Movements">The latest movements, newest first.</param>
/// <param name="Company">The tenant's name.</param>
public sealed record UsageView(UsageReport Report, WalletSummary Wallet, IReadOnlyList<LatestMovement> Movements, string Company)
{
    /// <summary>
    /// The same with changed accounts: the pool's figures are exact; sums and movements stay as they were read.
    /// </summary>
    public UsageView With(IEnumerable<Account> changed) =>
        changed.FirstOrDefault(account => account.Id == Wallet.Pool) is { } pool ? this with { Wallet = Wallet.With(pool) } : this;
}

/// <summary>Reads the usage page in one snapshot and reads the caller once.</summary>
public sealed class ReadUsagePage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, UsageDays? days = null)
{
    private const int MostChoices = 500;

    /// <summary>The page.</summary>
    /// <param name="question">Days of the tenant, keys and filters.</param>
    /// <param name="withoutUsage">Whether the latest movements leave out reservations, settlements and releases.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not see usage.</exception>
    public async Task<UsageView> RunAsync(UsageQuestion question, bool withoutUsage, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return new(
            await ReadUsage.ReadAsync(db, caller, question, days, cancellation),
            await ReadWallet.SummaryAsync(db, caller, cancellation),
            await ReadWallet.LatestAsync(db, caller, withoutUsage, cancellation),
            caller.TenantName);
    }

    /// <summary>The values of a key that cost most in a range, largest first: what a filter can be set to.</summary>
    public async Task<IReadOnlyList<UsageGroupChoice>> ChoicesAsync(UsageQuestion question, UsageKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var others = question.Filters.Where(filter => filter.Key != key).ToList();
        var ask = UsageAsk.Of(question.Range, [key], others);
        using var reads = await UsageReads.PrepareAsync(db, ask, cancellation);
        var scan = UsageScan.Run(db, caller, ask, null, reads, days, cancellation);
        var groups = scan.Groups.Select(static group => (Id: group.Key.First, Sum: group.Value.ToSum()))
            .OrderByDescending(static group => group.Sum.Credits).ThenBy(static group => group.Id).Take(MostChoices).ToList();
        var names = await UsageNames.ReadAsync(db, caller.TimeZone, reads.Tags, groups.Select(group => (key, group.Id)), cancellation);
        return [.. groups.Select(group => new UsageGroupChoice(names.Of(key, group.Id), group.Sum))];
    }
}

/// <summary>A value that a filter can be set to.</summary>
/// <param name="Value">The value.</param>
/// <param name="Sum">Its usage.</param>
public sealed record UsageGroupChoice(UsageValue Value, UsageSum Sum);

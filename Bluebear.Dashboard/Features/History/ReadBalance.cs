using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>An account's figures at an instant.</summary>
/// <param name="Available">Credits that could be spent; never below zero.</param>
/// <param name="Reserved">Credits set aside by holds; never below zero.</param>
/// <param name="Overage">What it owed, as a positive figure.</param>
public sealed record BalanceAt(Credits Available, Credits Reserved, Credits Overage)
{
    /// <summary>Available and reserved together.</summary>
    public Credits Posted => Available + Reserved;
}

/// <summary>
/// Reads an account's exact figures at any past instant from the running balances of its entries (product.md, Ledger 7).
/// </summary>
/// <remarks>
/// Uses <c>RecordedAt</c> and includes what was recorded at the instant itself. <see cref="EntriesAsOf"/> finds the last entry
/// until then.
/// </remarks>
public sealed class ReadBalance(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>
    /// The figures at the end of a range of the books: just before an excluded instant, or now if the range has no end.
    /// </summary>
    /// <exception cref="AccessRefusedException">There is no such account, or the caller may not see it.</exception>
    public async Task<BalanceAt> AtEndAsync(AccountId account, BookBound? to, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireSight(account);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return await ReadAsync(db, account, EndOf(to, caller.TimeZone, clock), cancellation);
    }

    /// <summary>The figures at an instant; zero before the account was opened.</summary>
    /// <exception cref="AccessRefusedException">There is no such account, or the caller may not see it.</exception>
    public async Task<BalanceAt> AsOfAsync(AccountId account, DateTimeOffset instant, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireSight(account);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return await ReadAsync(db, account, instant, cancellation);
    }

    /// <summary>The last instant of a range of the books, or now if it has no end.</summary>
    internal static DateTimeOffset EndOf(BookBound? to, TimeZoneInfo zone, TimeProvider clock) =>
        to?.End(zone).AddMicroseconds(-1) ?? clock.GetUtcNow();

    /// <summary>The figures of an account that the caller may see, from the caller's snapshot.</summary>
    internal static async Task<BalanceAt> ReadAsync(
        BluebearDbContext db, AccountId account, DateTimeOffset instant, CancellationToken cancellation)
    {
        var last = await db.LastEntryAsync(account, instant, cancellation);
        var entries = db.Entries.Where(row => row.AccountId == account.Value);
        var figures = await entries.Where(row => row.Sequence == last && row.AvailableAfterMicroCredits != null)
            .Select(row => new { row.AvailableAfterMicroCredits, row.ReservedAfterMicroCredits }).SingleOrDefaultAsync(cancellation);
        var overage = await entries.Where(row => row.Bucket == Bucket.Overage && row.Sequence <= last)
            .OrderByDescending(row => row.Sequence).Select(row => row.BalanceAfterMicroCredits).FirstOrDefaultAsync(cancellation);
        return new(Amount(figures?.AvailableAfterMicroCredits), Amount(figures?.ReservedAfterMicroCredits), -Amount(overage));
    }

    private static Credits Amount(long? microCredits) => Credits.FromMicroCredits(microCredits ?? 0);
}

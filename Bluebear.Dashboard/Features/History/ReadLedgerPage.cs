using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The content of the ledger page at one commit.</summary>
/// <param name="Slice">The transfers; empty without a valid filter.</param>
/// <param name="Balance">The figures of the filter's account at the end of the range; null without an account.</param>
/// <param name="IsAccountMissing">True if the filter's account does not exist, or the caller may not see it.</param>
/// <param name="Offer">The filter choices; null unless requested.</param>
public sealed record LedgerView(LedgerSlice Slice, BalanceAt? Balance, bool IsAccountMissing, LedgerOffer? Offer);

/// <summary>Reads the ledger page in one snapshot and reads the caller once.</summary>
public sealed class ReadLedgerPage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The page.</summary>
    /// <param name="filter">Selects the transfers; null if the filter cannot be read.</param>
    /// <param name="place">The place of the page.</param>
    /// <param name="withOffer">Whether to include the filter choices.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<LedgerView> RunAsync(LedgerFilter? filter, PagePlace place, bool withOffer, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var offer = withOffer ? await ListLedgerAccounts.ReadAsync(db, caller, cancellation) : null;
        var isMissing = !Sees(caller, filter);
        if (filter is null || isMissing)
        {
            return new(LedgerSlice.Empty, null, isMissing, offer);
        }

        var slice = await ListTransfers.ReadAsync(db, caller, filter, place, ListTransfers.PageSize, cancellation);
        var balance = filter.Account is { } account
            ? await ReadBalance.ReadAsync(db, account, ReadBalance.EndOf(filter.To, caller.TimeZone, clock), cancellation)
            : null;
        return new(slice, balance, false, offer);
    }

    private static bool Sees(Caller caller, LedgerFilter? filter)
    {
        try
        {
            if (filter?.Account is { } account)
            {
                caller.RequireSight(account);
            }

            return true;
        }
        catch (AccessRefusedException refused) when (refused.Refusal == AccessRefusal.NotFound)
        {
            return false;
        }
    }
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>What the ledger page shows, as of one commit.</summary>
/// <param name="Slice">The transfers; empty where the filter is none.</param>
/// <param name="Balance">What the filter's account holds at the end of the range; null where no account is asked for.</param>
/// <param name="IsAccountMissing">True where the filter names an account that is not there, or not for the caller to see.</param>
/// <param name="Offer">What there is to filter by; null unless asked for.</param>
public sealed record LedgerView(LedgerSlice Slice, BalanceAt? Balance, bool IsAccountMissing, LedgerOffer? Offer);

/// <summary>Reads the ledger page in one snapshot, asking once who the caller is.</summary>
public sealed class ReadLedgerPage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The page.</summary>
    /// <param name="filter">Which transfers; null for none, as the filter cannot be read.</param>
    /// <param name="place">Which page of them.</param>
    /// <param name="withOffer">Whether to say what there is to filter by.</param>
    /// <param name="cancellation">Gives up.</param>
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

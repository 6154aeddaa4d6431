using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.History.Printing;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The content of the ledger page at one commit.</summary>
/// <param name="List">The rows; empty without a valid filter.</param>
/// <param name="Total">The number of matching transfers; null without a valid filter.</param>
/// <param name="Balance">The figures of the filter's account at the end of the range; null without an account.</param>
/// <param name="IsAccountMissing">True if the filter's account does not exist, or the caller may not see it.</param>
/// <param name="Opening">The figures of the filter's account when the range began; null without an account or a beginning.</param>
/// <param name="Sheet">The head of a print of the page; null without a valid filter.</param>
/// <param name="Offer">The filter choices; null unless requested.</param>
public sealed record LedgerView(
    LedgerList List, LedgerTotal? Total, BalanceAt? Balance, BalanceAt? Opening, LedgerSheet? Sheet, bool IsAccountMissing, LedgerOffer? Offer);

/// <summary>Reads the ledger page in one snapshot and reads the caller once.</summary>
public sealed class ReadLedgerPage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    // A page counts no further than this.
    private const int MostCounted = 2_000;

    /// <summary>The page.</summary>
    /// <param name="filter">Selects the transfers; null if the filter cannot be read.</param>
    /// <param name="place">The place of the page.</param>
    /// <param name="opened">The first transfer of the commit whose row is open, or null.</param>
    /// <param name="withOffer">Whether to include the filter choices.</param>
    /// <param name="size">The number of rows on a page, without runs of usage.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<LedgerView> RunAsync(
        LedgerFilter? filter, PagePlace place, TransferId? opened, bool withOffer, int size = ListTransfers.PageSize,
        CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var offer = withOffer ? await ListLedgerAccounts.ReadAsync(db, caller, cancellation) : null;
        var isMissing = !Sees(caller, filter);
        if (filter is null || isMissing)
        {
            return new(LedgerList.Empty, null, null, null, null, isMissing, offer);
        }

        var list = await LedgerFolding.ReadAsync(db, caller, filter, place, size, opened, cancellation)
            ?? await PlainAsync(db, caller, filter, place, size, cancellation);
        var (opening, closing) = filter.Account is { } account ? await BalancesAsync(db, caller, filter, account, cancellation) : default;
        var sheet = await LedgerSheet.ReadAsync(db, caller, filter, clock.GetUtcNow(), cancellation);
        return new(list, await TotalAsync(db, caller, filter, cancellation), closing, opening, sheet, false, offer);
    }

    private static async Task<LedgerList> PlainAsync(
        BluebearDbContext db, Caller caller, LedgerFilter filter, PagePlace place, int size, CancellationToken cancellation)
    {
        var slice = await ListTransfers.ReadAsync(db, caller, filter, place, size, cancellation);
        return new([.. slice.Lines.Select(line => new LineItem(line))], slice.Older, slice.Newer);
    }

    // A tenant's transfers are numbered without a gap: who sees them all need not count them.
    private static async Task<LedgerTotal> TotalAsync(BluebearDbContext db, Caller caller, LedgerFilter filter, CancellationToken cancellation)
    {
        var range = await TransferRanges.OfAsync(db, filter, caller.Tenant, caller.TimeZone, cancellation);
        if (filter is { Show: LedgerShow.All, Kind: null, Account: null, Search: null } && caller.VisibleAccounts.IsAll)
        {
            return new(range.IsEmpty ? 0 : range.Last - range.First + 1, false, null);
        }

        var selection = await TransferSelection.OfAsync(db, filter, caller.VisibleAccounts, cancellation);
        return await selection.TotalAsync(range, MostCounted, cancellation);
    }

    private async Task<(BalanceAt? Opening, BalanceAt? Closing)> BalancesAsync(
        BluebearDbContext db, Caller caller, LedgerFilter filter, AccountId account, CancellationToken cancellation)
    {
        var opening = filter.From is { } from
            ? await ReadBalance.ReadAsync(db, account, from.Start(caller.TimeZone).AddMicroseconds(-1), cancellation) : null;
        return (opening, await ReadBalance.ReadAsync(db, account, ReadBalance.EndOf(filter.To, caller.TimeZone, clock), cancellation));
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

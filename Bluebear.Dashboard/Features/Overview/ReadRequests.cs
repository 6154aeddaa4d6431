using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Reads the requests for credits that wait.</summary>
internal static class ReadRequests
{
    private const int Most = 5;

    /// <summary>The newest of them, from the caller's snapshot.</summary>
    public static async Task<IReadOnlyList<OverviewRequest>> ReadAsync(BluebearDbContext db, VisibleAccounts visible, CancellationToken cancellation)
    {
        var rows = await Waiting(db, visible).OrderByDescending(row => row.Id).Take(Most)
            .Join(db.Accounts, row => row.AccountId, account => account.Id, (row, account) => new
            {
                row.Id,
                row.AccountId,
                account.Name,
                row.AmountMicroCredits,
                row.Reason,
                row.RequestedBy,
                row.RequestedAt,
            }).OrderByDescending(row => row.Id).ToListAsync(cancellation);
        return rows.ConvertAll(static row => new OverviewRequest(
            new(row.AccountId), row.Name, Credits.FromMicroCredits(row.AmountMicroCredits), row.Reason, row.RequestedBy, row.RequestedAt));
    }

    /// <summary>Their number.</summary>
    public static Task<int> CountAsync(BluebearDbContext db, VisibleAccounts visible, CancellationToken cancellation) =>
        Waiting(db, visible).CountAsync(cancellation);

    private static IQueryable<CreditRequestRow> Waiting(BluebearDbContext db, VisibleAccounts visible)
    {
        RequestState[] states = [RequestState.Pending, RequestState.AwaitingSecond, RequestState.Approving];
        var (all, ids) = (visible.IsAll, visible.Ids);
        return db.CreditRequests.Where(row => states.Contains(row.State) && (all || ids.Contains(row.AccountId)));
    }
}

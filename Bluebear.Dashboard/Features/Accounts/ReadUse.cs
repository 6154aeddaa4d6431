using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>Sums up what an account used, by user and by model. Reads the rollup, never the ledger.</summary>
internal static class ReadUse
{
    private const int Most = 5;
    private const long Unit = Credits.MicroCreditsPerCredit;

    /// <summary>The usage in a range of days, both ends included, from the caller's snapshot.</summary>
    public static async Task<AccountUsage> ReadAsync(
        BluebearDbContext db, Caller caller, Account account, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var (rows, meaning, filter) = await OfAsync(db, account, cancellation);
        // By the hours of the days, which are the table's order: the index by day would look each row up. An hour may begin before its day.
        var (from, to, before, after) = (TenantDays.StartOf(first, caller.TimeZone).AddHours(-1), TenantDays.StartOf(last.AddDays(1), caller.TimeZone), first.AddDays(-1), last.AddDays(1));
        rows = rows.Where(row => row.HourStartsAt >= from && row.HourStartsAt < to && row.Day != before && row.Day != after);
        if (!caller.VisibleAccounts.IsAll)
        {
            var ids = caller.VisibleAccounts.Ids;
            rows = rows.Where(row => ids.Contains(row.WorkspaceId) || (row.WorkspaceId == 0 && ids.Contains(row.PayerId)));
        }

        var cells = (await rows.GroupBy(row => new { row.UserId, row.ModelId }).Select(group => new
        {
            group.Key.UserId,
            group.Key.ModelId,
            Whole = group.Sum(row => row.MicroCredits / Unit),
            Rest = group.Sum(row => row.MicroCredits % Unit),
            Requests = group.Sum(row => row.Requests),
        }).ToListAsync(cancellation)).ConvertAll(static cell => new Cell(cell.UserId, cell.ModelId, Credits.FromParts(cell.Whole, cell.Rest), cell.Requests));
        var users = Largest(cells, static cell => cell.User);
        var models = Largest(cells, static cell => cell.Model);
        var texts = await TextReads.OfAsync(db, users.Concat(models).Select(static one => (long?)one.Key), cancellation);
        return new(first, last, Credits.Sum(cells.Select(static cell => cell.Credits)), cells.Sum(static cell => cell.Requests),
            [.. users.Select(Named)], [.. models.Select(Named)], meaning, filter);

        AccountUse Named(Cell one) => new(one.Key == 0 ? null : texts.Find(one.Key), one.Credits, one.Requests);
    }

    // What counts as an account's usage depends on its kind, as on the usage page: who used it, whoever pays; for pools what they pay.
    private static async Task<(IQueryable<UsageHourRow> Rows, string Meaning, KeyValuePair<string, string> Filter)> OfAsync(
        BluebearDbContext db, Account account, CancellationToken cancellation)
    {
        var id = account.Id.Value;
        KeyValuePair<string, string> By(string name) => new(name, PublicId.Format(PublicId.Account, id));
        switch (account.Kind)
        {
            case AccountKinds.Workspace:
                return (db.UsageHours.Where(row => row.WorkspaceId == id), "Used by this workspace, whoever paid", By("workspace"));
            case AccountKinds.Team:
                return (db.UsageHours.Where(row => row.TeamId == id), "Used by this team, whoever paid", By("team"));
            case AccountKinds.Organization:
                var own = await OfOrganizationAsync(db, id, cancellation);
                return (db.UsageHours.Where(row => own.Contains(
                        row.WorkspaceId != 0 ? row.WorkspaceId : row.TeamId != 0 ? row.TeamId : row.AccountId != 0 ? row.AccountId : row.PayerId)),
                    "Used by the accounts of this organization, whoever paid", By("organization"));
            case AccountKinds.User when account.Ref is { } known:
                var user = await db.Texts.Where(text => text.Kind == TextKind.User && text.Value == known).Select(text => text.Id).FirstOrDefaultAsync(cancellation);
                return (db.UsageHours.Where(row => row.UserId == user && user != 0), "Used by this user, whoever paid", new("user", known));
            case AccountKinds.Tenant or AccountKinds.SharedPool or AccountKinds.User:
                return (db.UsageHours.Where(row => row.PayerId == id), "Paid by this account, whoever used it", By("payer"));
            default:
                return (db.UsageHours.Where(row => row.AccountId == id), "Used by requests that name this account, whoever paid", By("account"));
        }
    }

    // The accounts whose nearest organization it is, and itself.
    private static async Task<List<long>> OfOrganizationAsync(BluebearDbContext db, long organization, CancellationToken cancellation)
    {
        var accounts = await db.Accounts.Where(row => row.ParentId != null && row.Kind != AccountKinds.Organization)
            .Select(row => new { row.Id, Parent = row.ParentId!.Value }).ToListAsync(cancellation);
        var children = accounts.ToLookup(static row => row.Parent, static row => row.Id);
        List<long> found = [organization];
        for (var at = 0; at < found.Count; at++)
        {
            found.AddRange(children[found[at]]);
        }

        return found;
    }

    private static List<Cell> Largest(List<Cell> cells, Func<Cell, long> key) =>
        [.. cells.GroupBy(key).Select(static group => new Cell(group.Key, 0, Credits.Sum(group.Select(static cell => cell.Credits)), group.Sum(static cell => cell.Requests)))
            .OrderByDescending(static one => one.Credits).ThenBy(static one => one.User).Take(Most)];

    private sealed record Cell(long User, long Model, Credits Credits, long Requests)
    {
        public long Key => User;
    }
}

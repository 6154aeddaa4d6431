using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Names what filters let through, and says which do not apply.</summary>
internal static class UsageFilterNames
{
    /// <summary>The filters in words, for the caller.</summary>
    public static async Task<IReadOnlyList<UsageFilterName>> ReadAsync(
        BluebearDbContext db, Caller caller, IReadOnlyList<UsageFilter> filters, UsageReads reads, CancellationToken cancellation)
    {
        List<UsageFilterName> names = [];
        foreach (var filter in filters)
        {
            names.Add(filter.IsNone ? new(filter, filter.Key.None())
                : filter.Key.IsAccount() ? await AccountAsync(db, caller, filter, reads, cancellation)
                : filter.Key == UsageKey.Key ? new(filter, UsageNames.NameOfKey(filter.Value))
                : new(filter, filter.Value));
        }

        return names;
    }

    private static async Task<UsageFilterName> AccountAsync(
        BluebearDbContext db, Caller caller, UsageFilter filter, UsageReads reads, CancellationToken cancellation)
    {
        var row = PublicId.TryParse(PublicId.Account, filter.Value, out var id) && IsVisible(caller, filter.Key, id, reads)
            ? await db.Accounts.Where(row => row.Id == id).Select(row => new { row.Name, row.Status }).FirstOrDefaultAsync(cancellation) : null;
        return row is null ? new(filter, "Unknown", $"The filter on {filter.Key.Name().ToLowerInvariant()} names an account that is not there, or that you may not see.", IsMissing: true)
            : row.Status == AccountStatus.Deleted ? new(filter, row.Name, $"{row.Name} is deleted. Its usage until then still counts here.")
            : new(filter, row.Name);
    }

    // An organization is seen by who sees an account below it.
    private static bool IsVisible(Caller caller, UsageKey key, long id, UsageReads reads) => caller.CanSee(new(id))
        || (key == UsageKey.Organization && caller.VisibleAccounts.Ids.Any(account => reads.Organizations!.Of(account) == id));
}

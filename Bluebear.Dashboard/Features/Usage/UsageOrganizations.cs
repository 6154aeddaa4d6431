using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The organization above each account, as accounts stand now.</summary>
internal sealed class UsageOrganizations
{
    private readonly Dictionary<long, (long? Parent, bool IsOrganization)> _accounts;
    private readonly Dictionary<long, long> _known = [];

    private UsageOrganizations(Dictionary<long, (long? Parent, bool IsOrganization)> accounts) => _accounts = accounts;

    /// <summary>Reads who is below whom.</summary>
    public static async Task<UsageOrganizations> ReadAsync(BluebearDbContext db, CancellationToken cancellation) =>
        new((await db.Accounts.Select(row => new { row.Id, row.ParentId, row.Kind }).ToListAsync(cancellation))
            .ToDictionary(row => row.Id, row => (row.ParentId, row.Kind == AccountKinds.Organization)));

    /// <summary>The nearest organization at or above an account; 0 for none.</summary>
    public long Of(long account)
    {
        if (_known.TryGetValue(account, out var known))
        {
            return known;
        }

        var at = account;
        while (_accounts.TryGetValue(at, out var found))
        {
            if (found.IsOrganization)
            {
                return _known[account] = at;
            }

            if (found.Parent is not { } parent)
            {
                break;
            }

            at = parent;
        }

        return _known[account] = 0;
    }
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Denials;

/// <summary>Lists denied requests. A team lead sees those that name or were blocked by an account they lead.</summary>
public sealed class ListDenials(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The number of rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>The largest number of accounts that are counted one by one.</summary>
    public const int MostAccounts = 8;

    /// <summary>The page.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read usage.</exception>
    public async Task<DenialList> RunAsync(DenialQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var found = Found(db, caller, query);
        var counts = await found.GroupBy(row => row.AccountId)
            .Select(group => new { Account = group.Key, Rows = group.Count(), Times = group.Sum(row => row.Times), LastAt = group.Max(row => row.LastAt) })
            .ToListAsync(cancellation);
        var total = counts.Sum(static one => one.Rows);
        // Rows are removed meanwhile, so a link may name a page that is no longer there.
        var page = Math.Min(query.Page, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await found.OrderByDescending(row => row.LastAt).ThenByDescending(row => row.Id)
            .Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        var most = counts.OrderByDescending(count => count.Times).ThenByDescending(count => count.LastAt).Take(MostAccounts).ToList();
        var accounts = await AccountsAsync(db, caller, [.. rows.SelectMany(AccountsOf), .. most.Select(count => count.Account), query.Account?.Value], cancellation);
        return new(
            rows.ConvertAll(row => Of(row, accounts)), total, counts.Sum(static one => one.Times),
            [.. most.Select(count => new DenialCount(Find(accounts, count.Account), count.Times, count.LastAt))],
            Find(accounts, query.Account?.Value), caller.VisibleAccounts.IsAll)
        {
            Page = page,
        };
    }

    /// <summary>Denials for programs, newest first.</summary>
    /// <param name="account">Only those that name it or were blocked by it; null for all.</param>
    /// <param name="before">Only rows with a lower number; null for all.</param>
    /// <param name="most">The largest number, 1 and up.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read usage.</exception>
    public async Task<IReadOnlyList<Denial>> ListAsync(AccountId? account, long? before, int most, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var last = before is { } number ? TenantScopedId.Compose(caller.Tenant, number) : long.MaxValue;
        var rows = await Found(db, caller, new() { Account = account }).Where(row => row.Id < last)
            .OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellation);
        var accounts = await AccountsAsync(db, caller, [.. rows.SelectMany(AccountsOf)], cancellation);
        return rows.ConvertAll(row => Of(row, accounts));
    }

    private IQueryable<DenialRow> Found(BluebearDbContext db, Caller caller, DenialQuery query)
    {
        var (all, ids) = (caller.VisibleAccounts.IsAll, caller.VisibleAccounts.Ids);
        var rows = db.Denials.AsNoTracking().Where(row => all || ids.Contains(row.AccountId ?? 0) || ids.Contains(row.WorkspaceId ?? 0)
            || ids.Contains(row.TeamId ?? 0) || ids.Contains(row.NamedId ?? 0));
        if (query.Account is { } account)
        {
            rows = rows.Where(row => row.AccountId == account.Value || row.WorkspaceId == account.Value || row.TeamId == account.Value || row.NamedId == account.Value);
        }

        if (query.Days is { } days)
        {
            var since = clock.GetUtcNow().AddDays(-days);
            rows = rows.Where(row => row.LastAt >= since);
        }

        if (query.Search is { Length: > 0 } text)
        {
            var pattern = LikePattern.Containing(text);
            rows = rows.Where(row => EF.Functions.Like(row.User!, pattern, LikePattern.Escape) || EF.Functions.Like(row.Model!, pattern, LikePattern.Escape)
                || EF.Functions.Like(row.ConsumerGroup!, pattern, LikePattern.Escape) || EF.Functions.Like(row.AskedBy, pattern, LikePattern.Escape));
        }

        return rows;
    }

    private static async Task<Dictionary<long, DeniedAt>> AccountsAsync(
        BluebearDbContext db, Caller caller, IReadOnlyList<long?> ids, CancellationToken cancellation)
    {
        var named = ids.OfType<long>().Distinct().ToList();
        return await db.Accounts.Where(row => named.Contains(row.Id)).Select(row => new { row.Id, row.Name, row.Kind })
            .ToDictionaryAsync(row => row.Id, row => new DeniedAt(new(row.Id), caller.CanSee(new(row.Id)) ? row.Name : null, row.Kind), cancellation);
    }

    private static IEnumerable<long?> AccountsOf(DenialRow row) => [row.AccountId, row.WorkspaceId, row.TeamId, row.NamedId];

    private static DeniedAt? Find(Dictionary<long, DeniedAt> accounts, long? id) => id is { } named ? accounts.GetValueOrDefault(named) : null;

    private static Denial Of(DenialRow row, Dictionary<long, DeniedAt> accounts) => new()
    {
        Number = TenantScopedId.NumberOf(row.Id),
        Reason = row.Reason,
        Limiting = Find(accounts, row.AccountId),
        Workspace = Find(accounts, row.WorkspaceId),
        Team = Find(accounts, row.TeamId),
        Named = Find(accounts, row.NamedId),
        User = row.User,
        Model = row.Model,
        ConsumerGroup = row.ConsumerGroup,
        IsPersonal = row.IsPersonal,
        Tokens = new(row.InputTokens, row.OutputTokens, row.CachedInputTokens),
        Amount = Credits.FromMicroCredits(row.AmountMicroCredits),
        IsPriced = row.IsPriced,
        Shortfall = Credits.FromMicroCredits(row.ShortfallMicroCredits),
        AskedBy = row.AskedBy,
        FirstAt = row.FirstAt,
        LastAt = row.LastAt,
        Times = row.Times,
    };
}

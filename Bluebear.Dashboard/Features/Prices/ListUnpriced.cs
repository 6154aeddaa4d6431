using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>The effect of a model's missing price on one day.</summary>
/// <param name="Day">The tenant's day.</param>
/// <param name="Model">The model; null if none was named.</param>
/// <param name="Refused">Refused requests, which can be sent again once there is a price.</param>
/// <param name="Estimated">Usage that was charged at its hold's estimate.</param>
/// <param name="Charged">The amount charged for it.</param>
public sealed record UnpricedDay(DateOnly Day, string? Model, long Refused, long Estimated, Credits Charged);

/// <summary>A name that requests sent and that still has no price, neither its own nor as an alias.</summary>
/// <param name="Model">The name.</param>
/// <param name="LastDay">The last day on which it came.</param>
/// <param name="Refused">Refused requests, over <see cref="ListUnpriced.Days"/> days.</param>
/// <param name="Estimated">Usage that was charged at its hold's estimate, over the same days.</param>
public sealed record UnpricedModel(string Model, DateOnly LastDay, long Refused, long Estimated);

/// <summary>Usage without a price, at one commit.</summary>
/// <param name="Models">Names that still have no price; the most frequent first.</param>
/// <param name="Days">By day and model, the latest day first.</param>
/// <param name="Newest">The newest usage charged at an estimate.</param>
public sealed record UnpricedView(IReadOnlyList<UnpricedModel> Models, IReadOnlyList<UnpricedDay> Days, UnpricedPage Newest);

/// <summary>Usage that came without a price and was charged at its hold's estimate.</summary>
/// <param name="Charge">The usage record.</param>
/// <param name="Settlement">Its settlement, or null.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Amount">The amount charged.</param>
/// <param name="Workspace">The workspace that used it, or else the account that paid.</param>
/// <param name="Model">The model, or null.</param>
/// <param name="User">The user, or null.</param>
public sealed record UnpricedUsage(
    ChargeId Charge, TransferId? Settlement, DateTimeOffset OccurredAt, Credits Amount, string Workspace, string? Model, string? User);

/// <summary>Exceptions, newest first.</summary>
/// <param name="Usage">One page.</param>
/// <param name="Older">The start of the next page, or null.</param>
public sealed record UnpricedPage(IReadOnlyList<UnpricedUsage> Usage, ChargeId? Older);

/// <summary>Lists usage without a price. A team lead sees what their accounts used or paid.</summary>
public sealed class ListUnpriced(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The number of days of <see cref="DaysAsync"/>, including today.</summary>
    public const int Days = 30;

    private const long Unit = Credits.MicroCreditsPerCredit;

    /// <summary>Usage charged at an estimate, newest first.</summary>
    /// <exception cref="AccessRefusedException">The caller may not see usage.</exception>
    public async Task<UnpricedPage> RunAsync(ChargeId? before, int size, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return await PageAsync(db, caller, before, size, cancellation);
    }

    /// <summary>Everything at one commit.</summary>
    /// <exception cref="AccessRefusedException">The caller may not see usage.</exception>
    public async Task<UnpricedView> LatestAsync(int size, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var days = await ReadDaysAsync(db, caller, cancellation);
        var list = days.Count == 0 ? PriceList.Empty : await db.ReadPriceListAsync(cancellation);
        return new(Models(days, list, clock.GetUtcNow()), days, await PageAsync(db, caller, null, size, cancellation));
    }

    private static List<UnpricedModel> Models(IReadOnlyList<UnpricedDay> days, PriceList list, DateTimeOffset now) =>
    [
        .. days.Where(day => day.Model is { } model && list.Find(model, now) is null)
            .GroupBy(day => day.Model!, StringComparer.Ordinal)
            .Select(static model => new UnpricedModel(
                model.Key, model.Max(day => day.Day), model.Sum(day => day.Refused), model.Sum(day => day.Estimated)))
            .OrderByDescending(static model => model.Refused + model.Estimated).ThenBy(static model => model.Model, StringComparer.Ordinal),
    ];

    private static async Task<UnpricedPage> PageAsync(
        BluebearDbContext db, Caller caller, ChargeId? before, int size, CancellationToken cancellation)
    {
        var last = before?.Value ?? long.MaxValue;
        var rows = await Estimates(db, caller).Where(row => row.Id < last)
            .OrderByDescending(row => row.Id).Take(size + 1)
            .Select(row => new Estimate(row.Id, row.TransferId, row.OccurredAt, row.AmountMicroCredits, row.WorkspaceId ?? row.PayerId, row.ModelId, row.UserId))
            .ToListAsync(cancellation);
        var shown = rows.Take(size).ToList();
        var names = await NamesAsync(db, shown, cancellation);
        var texts = await TextReads.OfAsync(db, shown.SelectMany(row => new[] { row.ModelId, row.UserId }), cancellation);
        return new(
            [
                .. shown.Select(row => new UnpricedUsage(
                    new(row.Id), row.TransferId is { } transfer ? new(transfer) : null, row.OccurredAt,
                    Credits.FromMicroCredits(row.MicroCredits), names[row.AccountId],
                    texts.Find(row.ModelId), texts.Find(row.UserId))),
            ],
            rows.Count > size ? new(shown[^1].Id) : null);
    }

    /// <summary>
    /// By day and model, the latest day first. Refused requests belong to no account, so a team lead sees none of them.
    /// </summary>
    /// <exception cref="AccessRefusedException">The caller may not see usage.</exception>
    public async Task<IReadOnlyList<UnpricedDay>> DaysAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadUsage, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return await ReadDaysAsync(db, caller, cancellation);
    }

    private async Task<IReadOnlyList<UnpricedDay>> ReadDaysAsync(BluebearDbContext db, Caller caller, CancellationToken cancellation)
    {
        var first = TenantDays.Of(clock.GetUtcNow(), caller.TimeZone).AddDays(1 - Days);
        var refused = caller.VisibleAccounts.IsAll
            ? await db.UnpricedDays.Where(row => row.Day >= first).ToListAsync(cancellation) : [];
        return
        [
            .. refused.Select(row => new UnpricedDay(row.Day, row.Model.Length == 0 ? null : row.Model, row.Requests, 0, Credits.Zero))
                .Concat(await EstimatedAsync(db, caller, first, cancellation))
                .GroupBy(row => (row.Day, row.Model))
                .Select(group => new UnpricedDay(group.Key.Day, group.Key.Model, group.Sum(row => row.Refused),
                    group.Sum(row => row.Estimated), Credits.Sum(group.Select(row => row.Charged))))
                .OrderByDescending(row => row.Day).ThenBy(row => row.Model, StringComparer.OrdinalIgnoreCase),
        ];
    }

    // Summed up by the database: there may be too many rows to read, and many invented models, so the rarest are left out.
    private static async Task<List<UnpricedDay>> EstimatedAsync(
        BluebearDbContext db, Caller caller, DateOnly first, CancellationToken cancellation)
    {
        List<DateTimeOffset> starts = [.. Enumerable.Range(0, Days + 1).Select(day => TenantDays.StartOf(first.AddDays(day), caller.TimeZone))];
        var from = starts[0];
        var estimates = Estimates(db, caller).Where(row => row.OccurredAt >= from)
            .Select(row => new { Day = starts.Count(start => start <= row.OccurredAt), row.ModelId, row.AmountMicroCredits });
        var sums = await estimates.GroupBy(row => new { row.Day, row.ModelId })
            .Select(group => new { group.Key.Day, group.Key.ModelId, Count = group.LongCount(), Whole = group.Sum(row => row.AmountMicroCredits / Unit), Rest = group.Sum(row => row.AmountMicroCredits % Unit) })
            .OrderByDescending(sum => sum.Count).Take(Days * UnpricedRequests.MostModels).ToListAsync(cancellation);
        var texts = await TextReads.OfAsync(db, sums.Select(sum => sum.ModelId), cancellation);
        return sums.ConvertAll(sum => new UnpricedDay(
            first.AddDays(sum.Day - 1), texts.Find(sum.ModelId), 0, sum.Count, Credits.FromParts(sum.Whole, sum.Rest)));
    }

    // Uses the index of estimates, because few charges are estimates. SQLite uses it only for exactly this SQL. Do not read whole
    // rows: after custom SQL, EF Core expects other column names for a complex type (dotnet/efcore #37355).
    private static IQueryable<ChargeRow> Estimates(BluebearDbContext db, Caller caller)
    {
        var (first, last) = (TenantScopedId.Compose(caller.Tenant, 0), TenantScopedId.Compose(caller.Tenant, TenantScopedId.MaxNumber));
        var estimates = db.Charges
            .FromSql($"SELECT * FROM \"charges\" INDEXED BY ix_charges_estimates WHERE is_estimate = 1 AND id BETWEEN {first} AND {last}");
        if (caller.VisibleAccounts.IsAll)
        {
            return estimates;
        }

        var ids = caller.VisibleAccounts.Ids;
        return estimates.Where(row => ids.Contains(row.PayerId) || (row.WorkspaceId != null && ids.Contains(row.WorkspaceId.Value)));
    }

    private static Task<Dictionary<long, string>> NamesAsync(BluebearDbContext db, List<Estimate> rows, CancellationToken cancellation)
    {
        List<long> ids = [.. rows.Select(row => row.AccountId).Distinct()];
        return db.Accounts.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
    }

    private sealed record Estimate(
        long Id, long? TransferId, DateTimeOffset OccurredAt, long MicroCredits, long AccountId, long? ModelId, long? UserId);
}

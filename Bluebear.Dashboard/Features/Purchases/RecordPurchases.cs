using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>Records purchases. They are the only way to create credits.</summary>
internal sealed class RecordPurchases(ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The tenant's time zone, to show when credits end.</summary>
    /// <exception cref="AccessRefusedException">The caller may not record purchases.</exception>
    public async Task<TimeZoneInfo> LoadTimeZoneAsync(CancellationToken cancellation = default) =>
        (await callers.RequireAsync(Permission.RecordPurchases, cancellation)).TimeZone;

    /// <summary>Records one. The receipt names the purchase.</summary>
    /// <exception cref="AccessRefusedException">The caller may not record purchases.</exception>
    public async Task<Outcome> RecordAsync(NewPurchase purchase, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        var caller = await callers.RequireAsync(Permission.RecordPurchases, cancellation);
        var end = purchase.LastDay is { } day ? TenantDays.StartOf(day.AddDays(1), caller.TimeZone) : purchase.EndsAt;
        return await postings.PostAsync(
            caller, new RecordPurchase(purchase.Amount, purchase.Reference.Trim(), purchase.Price, end), key, cancellation: cancellation);
    }

    /// <summary>What recording it would do, and whether another purchase has the same reference.</summary>
    /// <exception cref="AccessRefusedException">The caller may not record purchases.</exception>
    public async Task<PurchasePreview> PreviewAsync(NewPurchase purchase, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        var caller = await callers.RequireAsync(Permission.RecordPurchases, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var pool = await db.Accounts.Where(row => row.Kind == AccountKinds.Tenant)
            .Select(row => new { row.AvailableMicroCredits, row.OverageMicroCredits }).SingleAsync(cancellation);
        var reference = purchase.Reference.Trim();
        var pattern = LikePattern.Exactly(reference);
        var earlier = reference.Length == 0 ? null : await db.Purchases
            .Where(row => !row.IsReversed && EF.Functions.Like(row.Reference, pattern, LikePattern.Escape)).OrderByDescending(row => row.Id)
            .Select(row => new { row.AmountMicroCredits, row.RecordedAt }).FirstOrDefaultAsync(cancellation);
        var before = Credits.FromMicroCredits(pool.AvailableMicroCredits);
        // What the pool owes is paid first.
        var paid = Credits.Min(Credits.FromMicroCredits(pool.OverageMicroCredits), purchase.Amount);
        return new(before, purchase.Amount - paid <= Credits.MaxValue - before ? before + purchase.Amount - paid : null,
            purchase.Amount.IsPositive ? PurchaseMoney.Of(purchase.Price, purchase.Amount, Credits.Zero, Credits.Zero) : null,
            earlier is null ? null
                : new(Credits.FromMicroCredits(earlier.AmountMicroCredits), TenantDays.Of(earlier.RecordedAt, caller.TimeZone)));
    }
}

/// <summary>What recording a purchase would do.</summary>
/// <param name="PoolBefore">The Primary Workspace's available credits now.</param>
/// <param name="PoolAfter">Its available credits afterwards, when its own overage is paid. Null if that is more than it can
/// hold.</param>
/// <param name="Money">The price, and the money for one credit; null without a price.</param>
/// <param name="SameReference">Another purchase, not reversed, with the same reference (ignoring letter case); null if there is
/// none.</param>
public sealed record PurchasePreview(Credits PoolBefore, Credits? PoolAfter, PurchaseMoney? Money, EarlierPurchase? SameReference);

/// <summary>An earlier purchase.</summary>
/// <param name="Amount">The credits bought.</param>
/// <param name="Day">The tenant's day on which it was recorded.</param>
public sealed record EarlierPurchase(Credits Amount, DateOnly Day);

using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;

namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>Records purchases: the only way credits come into being.</summary>
internal sealed class RecordPurchases(ICurrentCaller callers, Postings postings)
{
    /// <summary>The tenant's day and zone, to say when credits end.</summary>
    /// <exception cref="AccessRefusedException">The caller may not record purchases.</exception>
    public async Task<TimeZoneInfo> LoadTimeZoneAsync(CancellationToken cancellation = default) =>
        (await callers.RequireAsync(Permission.RecordPurchases, cancellation)).TimeZone;

    /// <summary>Records one; the receipt names the purchase.</summary>
    /// <exception cref="AccessRefusedException">The caller may not record purchases.</exception>
    public async Task<Outcome> RecordAsync(NewPurchase purchase, OperationKey key, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        var caller = await callers.RequireAsync(Permission.RecordPurchases, cancellation);
        var end = purchase.LastDay is { } day ? TenantDays.StartOf(day.AddDays(1), caller.TimeZone) : purchase.EndsAt;
        return await postings.PostAsync(
            caller, new RecordPurchase(purchase.Amount, purchase.Reference.Trim(), purchase.Price, end), key, cancellation: cancellation);
    }
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>A purchase, and where its credits are now.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Transfer">Its ledger row.</param>
/// <param name="Reference">The invoice or contract.</param>
/// <param name="Bought">The credits bought; zero once it is reversed.</param>
/// <param name="Spent">Usage that it paid for, net of refunds.</param>
/// <param name="Expired">Credits that ended unspent.</param>
/// <param name="Money">How its price divides into spent, expired and left; null if no price is known.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="LastDay">The last day on which its credits can be spent; null if they do not expire.</param>
/// <param name="IsReversed">True once it is reversed.</param>
/// <param name="Places">Each account that has or spent some of it, the largest first.</param>
public sealed record PurchaseView(
    PurchaseId Id, TransferId Transfer, string Reference, Credits Bought, Credits Spent, Credits Expired, PurchaseMoney? Money,
    DateTimeOffset RecordedAt, DateOnly? LastDay, bool IsReversed, IReadOnlyList<PurchasePlace> Places)
{
    /// <summary>What is left: available and reserved over all accounts.</summary>
    public Credits Left => Credits.Sum(Places.Select(static place => place.Available + place.Reserved));

    /// <summary>The unexplained part; always zero.</summary>
    public Credits Difference => Bought - Left - Spent - Expired;
}

/// <summary>An account's part of a purchase.</summary>
/// <param name="Account">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="IsDeleted">True once it is deleted.</param>
/// <param name="Available">Available credits of the purchase.</param>
/// <param name="Reserved">Credits of it that holds have set aside.</param>
/// <param name="Spent">What the account spent of it, net of refunds.</param>
/// <param name="SpentMoney">The price of that; null if no price is known.</param>
public sealed record PurchasePlace(
    AccountId Account, string Name, string Kind, bool IsDeleted, Credits Available, Credits Reserved, Credits Spent, Money? SpentMoney);

/// <summary>Finds where the credits of one purchase are and which accounts spent them, through its lots.</summary>
internal sealed class ReadPurchase(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The purchase; null if there is none.</summary>
    /// <exception cref="AccessRefusedException">The caller may not reconcile.</exception>
    public async Task<PurchaseView?> RunAsync(string? id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadReconciliation, cancellation);
        if (!PublicId.TryParse(PublicId.Purchase, id, out var number))
        {
            return null;
        }

        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        if (await db.Purchases.FirstOrDefaultAsync(row => row.Id == number, cancellation) is not { } row)
        {
            return null;
        }

        var bought = Credits.FromMicroCredits(row.AmountMicroCredits);
        var price = row is { PriceAmount: { } amount, PriceCurrency: { } currency } ? new Money(amount, currency) : (Money?)null;
        var lots = await db.Lots.Where(lot => lot.PurchaseId == number)
            .Join(db.Accounts, lot => lot.AccountId, account => account.Id, (lot, account) => new
            {
                account.Id,
                account.Name,
                account.Kind,
                account.Status,
                lot.AvailableMicroCredits,
                lot.ReservedMicroCredits,
                lot.SpentMicroCredits,
            }).ToListAsync(cancellation);
        var places = lots.GroupBy(static lot => (lot.Id, lot.Name, lot.Kind, lot.Status)).Select(own =>
        {
            var spent = Credits.Sum(own.Select(static lot => Credits.FromMicroCredits(lot.SpentMicroCredits)));
            return new PurchasePlace(
                new(own.Key.Id), own.Key.Name, own.Key.Kind, own.Key.Status == AccountStatus.Deleted,
                Credits.Sum(own.Select(static lot => Credits.FromMicroCredits(lot.AvailableMicroCredits))),
                Credits.Sum(own.Select(static lot => Credits.FromMicroCredits(lot.ReservedMicroCredits))), spent,
                price is { } paid ? PricedCredits.Of([new(paid, bought, spent)]).Money.Append(paid with { Amount = 0 }).First() : null);
        }).Where(static place => place.Available.IsPositive || place.Reserved.IsPositive || place.Spent.IsPositive);
        return new(
            new(row.Id), new(row.TransferId), row.Reference, row.IsReversed ? Credits.Zero : bought, Credits.FromMicroCredits(row.SpentMicroCredits),
            Credits.FromMicroCredits(row.ExpiredMicroCredits), PurchaseReads.MoneyOf(row), row.RecordedAt,
            row.ExpiresAt is { } end ? TenantDays.LastBefore(end, caller.TimeZone) : null, row.IsReversed,
            [.. places.OrderByDescending(static place => place.Available + place.Reserved + place.Spent).ThenBy(static place => place.Name, StringComparer.Ordinal)]);
    }
}

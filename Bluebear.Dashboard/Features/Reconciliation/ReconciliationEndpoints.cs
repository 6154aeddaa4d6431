using System.Globalization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>A purchase in money, with decimals as text. Spent, expired and left sum to the price.</summary>
/// <param name="Currency">Three capital letters.</param>
/// <param name="Price">What it cost.</param>
/// <param name="UnitPrice">The money for one credit, at most twelve decimals.</param>
/// <param name="Spent">The price of the spent credits.</param>
/// <param name="Expired">The price of the credits that ended unspent.</param>
/// <param name="Left">The price of the credits that are left.</param>
internal sealed record PurchaseMoneyAnswer(string Currency, string Price, string UnitPrice, string Spent, string Expired, string Left)
{
    /// <summary>The answer for a purchase's money.</summary>
    public static PurchaseMoneyAnswer Of(PurchaseMoney money) => new(money.Price.Currency, MoneySumAnswer.Text(money.Price.Amount),
        MoneySumAnswer.Text(money.UnitPrice), MoneySumAnswer.Text(money.Spent), MoneySumAnswer.Text(money.Expired), MoneySumAnswer.Text(money.Left));
}

/// <summary>The totals of all purchases in one currency.</summary>
/// <param name="Currency">Three capital letters.</param>
/// <param name="Paid">The sum of their prices.</param>
/// <param name="Spent">The price of the spent credits.</param>
/// <param name="Expired">The price of the credits that ended unspent.</param>
/// <param name="Left">The price of the credits that are left.</param>
internal sealed record MoneySumAnswer(string Currency, string Paid, string Spent, string Expired, string Left)
{
    /// <summary>The answer for a sum.</summary>
    public static MoneySumAnswer Of(MoneySum sum) => new(sum.Currency, Text(sum.Paid), Text(sum.Spent), Text(sum.Expired), Text(sum.Left));

    /// <summary>A decimal as text, without trailing zeros.</summary>
    public static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}

/// <summary>Where the credits of a purchase are. The difference is always zero.</summary>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="Reference">The invoice or contract.</param>
/// <param name="Purchased">The credits bought; 0 once it is reversed.</param>
/// <param name="Available">Available credits over all wallets.</param>
/// <param name="Reserved">Credits set aside by reservations.</param>
/// <param name="Spent">Usage that it paid for, net of refunds.</param>
/// <param name="Expired">Credits that ended unspent.</param>
/// <param name="Difference">The unexplained part; always 0.</param>
/// <param name="Money">The same in money; null if no price is known.</param>
internal sealed record ReconciledPurchaseAnswer(string PurchaseId, string Reference, Credits Purchased, Credits Available,
    Credits Reserved, Credits Spent, Credits Expired, Credits Difference, PurchaseMoneyAnswer? Money)
{
    /// <summary>The answer for a purchase.</summary>
    public static ReconciledPurchaseAnswer Of(ReconciledPurchase line) => new(
        PublicId.Format(PublicId.Purchase, line.Id.Value), line.Reference, line.Purchased, line.Available, line.Reserved, line.Spent,
        line.Expired, line.Difference, line.Money is { } money ? PurchaseMoneyAnswer.Of(money) : null);
}

/// <summary>Whether the books agree with their entries.</summary>
internal sealed record ProofAnswer(bool Balanced, long CheckedTransfers, long CheckedWallets, IReadOnlyList<string> Differences);

/// <summary>Reconciliation for programs.</summary>
internal static class ReconciliationEndpoints
{
    private const string List = "reconciliation";

    /// <summary>Maps them.</summary>
    public static void MapReconciliationApi(this RouteGroupBuilder api)
    {
        api.MapGet("/reconciliation/purchases", ListAsync).RequireScope(ApiScopes.UsageRead)
            .Produces<Page<ReconciledPurchaseAnswer>>().WithSummary("List where the credits of each purchase are, newest first.");
        api.MapGet("/reconciliation/money", MoneyAsync).RequireScope(ApiScopes.UsageRead)
            .Produces<Page<MoneySumAnswer>>().WithSummary("Sum up the prices of purchases for each currency: spent, expired and left.");
        api.MapGet("/reconciliation/proof", ProveAsync).RequireScope(ApiScopes.UsageRead)
            .Produces<ProofAnswer>().WithSummary("Check every transfer, balance and seal again.");
    }

    private static async Task<IResult> ListAsync(string? limit, string? cursor, ReconcilePurchases purchases, Wallets wallets,
        Paging paging, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var tenant = (await wallets.CallerAsync(cancellation)).Tenant;
        var lines = await purchases.RunAsync(paging.Position(tenant, List, cursor), size + 1, cancellation);
        return Results.Json(new Page<ReconciledPurchaseAnswer>([.. lines.Take(size).Select(ReconciledPurchaseAnswer.Of)],
            lines.Count > size ? paging.Cursor(tenant, List, lines[size - 1].Id.Value) : null));
    }

    private static async Task<IResult> MoneyAsync(ReconcilePurchases purchases, CancellationToken cancellation) =>
        Results.Json(new Page<MoneySumAnswer>([.. (await purchases.MoneyAsync(cancellation)).Select(MoneySumAnswer.Of)], null));

    private static async Task<IResult> ProveAsync(ProveBooks proof, CancellationToken cancellation)
    {
        var found = await proof.RunAsync(cancellation);
        return Results.Json(new ProofAnswer(found.Differences.Count == 0, found.Transfers, found.Accounts, found.Differences));
    }
}

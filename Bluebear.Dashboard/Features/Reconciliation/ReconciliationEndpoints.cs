using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Where the credits of a purchase are; the difference is always zero.</summary>
internal sealed record ReconciledPurchaseAnswer(string PurchaseId, string Reference, Credits Purchased, Credits Available,
    Credits Reserved, Credits Spent, Credits Expired, Credits Difference)
{
    /// <summary>The answer for a purchase.</summary>
    public static ReconciledPurchaseAnswer Of(ReconciledPurchase line) => new(
        PublicId.Format(PublicId.Purchase, line.Id.Value), line.Reference, line.Purchased, line.Available, line.Reserved, line.Spent,
        line.Expired, line.Difference);
}

/// <summary>Whether the books are what their entries say.</summary>
internal sealed record ProofAnswer(bool Balanced, long CheckedTransfers, long CheckedWallets, IReadOnlyList<string> Differences);

/// <summary>Reconciliation for programs.</summary>
internal static class ReconciliationEndpoints
{
    private const string List = "reconciliation";

    /// <summary>Maps them.</summary>
    public static void MapReconciliationApi(this RouteGroupBuilder api)
    {
        api.MapGet("/reconciliation/purchases", ListAsync).RequireScope(ApiScopes.UsageRead)
            .Produces<Page<ReconciledPurchaseAnswer>>().WithSummary("Say of each purchase where its credits are, newest first.");
        api.MapGet("/reconciliation/proof", ProveAsync).RequireScope(ApiScopes.UsageRead)
            .Produces<ProofAnswer>().WithSummary("Check every transfer, balance and seal anew.");
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

    private static async Task<IResult> ProveAsync(ProveBooks proof, CancellationToken cancellation)
    {
        var found = await proof.RunAsync(cancellation);
        return Results.Json(new ProofAnswer(found.Differences.Count == 0, found.Transfers, found.Accounts, found.Differences));
    }
}

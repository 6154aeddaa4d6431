using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Accounts;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Purchases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Benchmarks;

/// <summary>The services of an account's page, the Overview and a purchase's page, with 1,000 workspaces and rollups of 2.5M requests in large books.</summary>
internal static class ManyAccounts
{
    private const int Workspaces = 1_000;
    private const int Calls = 10;
    private const int Charges = 60_000;
    private const int UsageRows = 2_500_000;
    private const long ShippedEntries = 10_000_000;

    public static async Task<int> RunAsync(string? entries)
    {
        var wanted = entries is null ? ShippedEntries : long.Parse(entries, CultureInfo.InvariantCulture);
        await using var books = await Books.CreateAsync(Workspaces, purchases: 3);
        await books.FillAsync((int)Math.Min(Charges, wanted / 2));
        var count = ManyEntries.Reach(books.File, wanted);
        ManyUsages.Fill(books, UsageRows);
        var caller = new FixedCaller(books.Tenant);
        var contexts = books.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>();
        var accounts = new ReadAccount(caller, contexts, books.Services.GetRequiredService<AccountDirectory>(), new(TimeProvider.System), TimeProvider.System);
        var overview = new ReadOverview(caller, contexts, new(TimeProvider.System), books.Services.GetRequiredService<AlertReach>(), TimeProvider.System);
        var purchases = new ReadPurchase(caller, contexts);
        var workspace = PublicId.Format(PublicId.Account, books.Accounts[7].Value);
        var pool = PublicId.Format(PublicId.Account, TenantScopedId.Compose(books.Tenant, 1));
        var purchase = PublicId.Format(PublicId.Purchase, TenantScopedId.Compose(books.Tenant, 1));
        var medians = await Reads.MeasureAsync(
            ("a workspace, 30 days", Calls, () => accounts.RunAsync(workspace, 30)),
            ("a workspace, 90 days", Calls, () => accounts.RunAsync(workspace, 90)),
            ("a workspace, a year", Calls, () => accounts.RunAsync(workspace, 365)),
            ("the Primary Workspace, 30 days", Calls, () => accounts.RunAsync(pool, 30)),
            ("Overview, 30 days", Calls, () => overview.RunAsync(30)),
            ("Overview, 90 days", Calls, () => overview.RunAsync(90)),
            ("a purchase", Calls, () => purchases.RunAsync(purchase)));
        Medians.Say($"accounts: {string.Join(", ", medians.Select(static median => median.ToString("0", CultureInfo.InvariantCulture)))} ms with {count:N0} entries (goal at most 300 ms)");
        return 0;
    }
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Shell;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Search;

/// <summary>Finds accounts, people, purchases, ids, pages and actions, as far as the caller may see them.</summary>
internal sealed class FindAnything(ICurrentCaller callers, AccountDirectory directory, IDbContextFactory<BluebearDbContext> contexts) : ISearch
{
    private const int MostAccounts = 6;
    private const int MostOthers = 4;

    // Older ones are found by the ledger's own search.
    private const int MostPurchases = 2_000;

    private static readonly (string Text, string What, string Icon, Permission Needs)[] Actions =
    [
        ("Move credits", "move", "switch", Permission.MoveCredits),
        ("Move credits by file", "file", "upload", Permission.MoveCredits),
        ("Add credits", "purchase", "add", Permission.RecordPurchases),
        ("New workspace", "new", "add", Permission.ManageWorkspaces),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (await callers.FindAsync(cancellation) is not { } caller || !caller.Can(Permission.ReadBooks))
        {
            return [];
        }

        var typed = text.Trim();
        var pages = NavigationList.For(caller.Role?.ToString() ?? "").Select(static entry => new SearchHit(entry.Text, "Page", entry.Href, entry.Icon));
        var actions = Actions.Where(action => caller.Can(action.Needs))
            .Select(static action => new SearchHit(action.Text, "Action", DashboardUrls.WorkspacesDo(action.What), action.Icon));
        if (typed.Length == 0)
        {
            return [.. actions, .. pages];
        }

        var accounts = (await directory.OfAsync(caller.Tenant, cancellation)).All.Where(account => account.IsActive && caller.CanSee(account.Id)).ToList();
        return
        [
            .. Moves(caller, accounts, typed), .. await IdAsync(caller, accounts, typed, cancellation), .. Accounts(accounts, typed),
            .. NameMatch.Best(actions.Concat(pages), typed, static hit => [hit.Text], MostOthers),
            .. await PeopleAsync(caller, typed, cancellation), .. await PurchasesAsync(caller, typed, cancellation),
        ];
    }

    private static IEnumerable<SearchHit> Moves(Caller caller, List<Account> accounts, string text)
    {
        if (!caller.Can(Permission.MoveCredits) || MoveWish.Parse(text) is not { To.Length: > 0 } wish)
        {
            yield break;
        }

        var source = wish.From is { } from ? NameMatch.Best(accounts, from, NamesOf, 1).FirstOrDefault() : null;
        if (wish.From is not null && source is null)
        {
            yield break;
        }

        foreach (var account in NameMatch.Best(accounts.Where(account => account.Id != source?.Id), wish.To, NamesOf, MostOthers))
        {
            yield return new($"Move {wish.Amount.ToDisplay()} cr{(source is null ? "" : $" from {source.Name}")} to {account.Name}", "Action",
                DashboardUrls.ManageCredits(account.Id, wish.Amount, source?.Id), "switch");
        }
    }

    private static IEnumerable<SearchHit> Accounts(List<Account> accounts, string text) =>
        NameMatch.Best(accounts, text, NamesOf, MostAccounts)
            .Select(static account => new SearchHit(account.Name, AccountWords.Kind(account.Kind), DashboardUrls.Account(account.Id), "wallet"));

    private static IEnumerable<string?> NamesOf(Account account) => [account.Name, account.Ref];

    // A whole id leads to its page. What is not the caller's is not there.
    private async Task<IReadOnlyList<SearchHit>> IdAsync(Caller caller, List<Account> accounts, string text, CancellationToken cancellation)
    {
        if (PublicId.TryParse(PublicId.Account, text, out var account) && accounts.Find(known => known.Id.Value == account) is { } found)
        {
            return [new(found.Name, AccountWords.Kind(found.Kind), DashboardUrls.Account(found.Id), "wallet")];
        }

        if (PublicId.TryParse(PublicId.Budget, text, out var budget))
        {
            await using var db = contexts.ForTenant(caller.Tenant);
            return await db.Budgets.Where(row => row.Id == budget).Select(row => (long?)row.AccountId).SingleOrDefaultAsync(cancellation) is { } of && caller.CanSee(new(of))
                ? [new("Budget", text, DashboardUrls.Budget(new(budget)), "calendar")] : [];
        }

        if (PublicId.TryParse(PublicId.Transfer, text, out var transfer))
        {
            await using var db = contexts.ForTenant(caller.Tenant);
            return await db.Transfers.Where(row => row.Id == transfer).Select(row => new { row.FromId, row.ToId }).SingleOrDefaultAsync(cancellation) is { } ends
                && (caller.VisibleAccounts.IsAll || Sees(caller, ends.FromId) || Sees(caller, ends.ToId))
                ? [new("Transfer", text, DashboardUrls.LedgerRow(new(transfer)), "ledger")] : [];
        }

        return [];
    }

    private static bool Sees(Caller caller, long? account) => account is { } id && caller.CanSee(new(id));

    private async Task<IReadOnlyList<SearchHit>> PeopleAsync(Caller caller, string text, CancellationToken cancellation)
    {
        if (!caller.Can(Permission.ReadPeople))
        {
            return [];
        }

        await using var db = contexts.ForTenant(caller.Tenant);
        var emails = await db.Users.Where(person => person.TenantId == caller.Tenant.Value).Select(person => person.Email!).ToListAsync(cancellation);
        return [.. NameMatch.Best(emails, text, static email => [email], MostOthers).Select(static email => new SearchHit(email, "Person", DashboardUrls.People(email), "people"))];
    }

    private async Task<IReadOnlyList<SearchHit>> PurchasesAsync(Caller caller, string text, CancellationToken cancellation)
    {
        if (!caller.VisibleAccounts.IsAll)
        {
            return [];
        }

        await using var db = contexts.ForTenant(caller.Tenant);
        var rows = await db.Purchases.OrderByDescending(row => row.Id).Take(MostPurchases)
            .Select(row => new { row.Id, row.Reference, row.AmountMicroCredits }).ToListAsync(cancellation);
        var found = PublicId.TryParse(PublicId.Purchase, text, out var id) ? rows.Where(row => row.Id == id)
            : NameMatch.Best(rows, text, static row => [row.Reference], MostOthers);
        return [.. found.Select(row => new SearchHit(
            row.Reference, $"Purchase of {Credits.FromMicroCredits(row.AmountMicroCredits).ToDisplay()} cr", DashboardUrls.Purchase(new(row.Id)), "coins"))];
    }
}

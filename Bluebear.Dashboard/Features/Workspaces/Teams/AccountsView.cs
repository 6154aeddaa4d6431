using System.Globalization;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Workspaces.Teams;

/// <summary>Filters and pages accounts of one kind, or of all.</summary>
internal sealed class AccountsView
{
    /// <summary>The word for all kinds.</summary>
    public const string AllKinds = "all";

    private const int PageSize = 50;

    public AccountsView(AccountList list, string kind, string filter, int page)
    {
        (List, Kind) = (list, kind);
        Found = [.. list.Rows.Where(row => row.Fits(filter))];
        Page = Math.Min(page, Math.Max(1, (Found.Count + PageSize - 1) / PageSize));
        Shown = [.. Found.Skip((Page - 1) * PageSize).Take(PageSize)];
        Kinds =
        [
            new(AllKinds, "All kinds"),
            .. list.Kinds.Union([AccountKinds.Team, kind]).Where(name => name != AllKinds).Order(StringComparer.Ordinal)
                .Select(name => new Choice(name, AccountWords.Kind(name))),
        ];
        Decimals = CreditFormat.UsualDecimalsFor(Shown.Select(row => row.Account.Available));
    }

    /// <summary>The list that was read.</summary>
    public AccountList List { get; }

    /// <summary>The kind it was read for.</summary>
    public string Kind { get; }

    /// <summary>All found accounts, by name.</summary>
    public IReadOnlyList<AccountListing> Found { get; }

    /// <summary>From 1.</summary>
    public int Page { get; }

    /// <summary>The accounts of the page.</summary>
    public IReadOnlyList<AccountListing> Shown { get; }

    /// <summary>Decimals of the balances.</summary>
    public int Decimals { get; }

    /// <summary>The number of found accounts.</summary>
    public string Summary => Found.Count == 1 ? "1 account" : string.Create(CultureInfo.InvariantCulture, $"{Found.Count:N0} accounts");

    /// <summary>True if there is more than one page.</summary>
    public bool HasPages => Found.Count > PageSize;

    /// <summary>The position of the page.</summary>
    public string PageSummary => string.Create(CultureInfo.InvariantCulture,
        $"{((Page - 1) * PageSize) + 1:N0}\u2013{((Page - 1) * PageSize) + Shown.Count:N0} of {Found.Count:N0}");

    /// <summary>The kinds to choose from.</summary>
    public IReadOnlyList<Choice> Kinds { get; }

    /// <summary>True if that page exists.</summary>
    public bool HasPage(int page) => page >= 1 && (page - 1) * PageSize < Found.Count;

    /// <summary>True if the list itself changes, not only a figure: an account is new, deleted or renamed.</summary>
    public bool IsOutdatedBy(LedgerNews news)
    {
        var known = List.Rows.ToDictionary(row => row.Account.Id, row => row.Account);
        return news.Head.Mode != List.Mode || news.Accounts.Any(account => IsOutdatedBy(account, known.GetValueOrDefault(account.Id)));
    }

    private bool IsOutdatedBy(Account now, Account? before) => before is null
        ? now.IsActive && (Kind == AllKinds || now.Kind == Kind)
        : !now.IsActive || now.Name != before.Name || now.Ref != before.Ref || now.Parent != before.Parent;
}

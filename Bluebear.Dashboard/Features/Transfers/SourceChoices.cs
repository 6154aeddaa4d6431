using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Builds lists of accounts to choose from.</summary>
internal static class SourceChoices
{
    /// <summary>
    /// All accounts with available credits except those left out, by name. If two have the same name, the kind is added.
    /// </summary>
    public static IReadOnlyList<Choice> Of(MovableAccounts accounts, Predicate<AccountId> isLeftOut) =>
        Of(accounts.Accounts.Where(account => (account.Available.IsPositive || account.Id == accounts.Primary) && !isLeftOut(account.Id)));

    /// <summary>All accounts except those left out: each can receive credits.</summary>
    public static IReadOnlyList<Choice> ToAny(MovableAccounts accounts, Predicate<AccountId> isLeftOut) =>
        Of(accounts.Accounts.Where(account => !isLeftOut(account.Id)));

    /// <summary>The value of an account's choice.</summary>
    public static string ValueOf(AccountId id) => id.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The account of a choice's value, or null.</summary>
    public static AccountId? Parse(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new AccountId(id) : null;

    private static IReadOnlyList<Choice> Of(IEnumerable<MovableAccount> offered)
    {
        var sources = offered.ToList();
        var twice = sources.GroupBy(account => account.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. sources.Select(account => new Choice(
                ValueOf(account.Id),
                twice.Contains(account.Name) ? $"{account.Name} ({account.Kind})" : account.Name,
                account.Available.ToDisplay() + " cr")),
        ];
    }
}

using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Builds lists of accounts to choose from.</summary>
internal static class SourceChoices
{
    /// <summary>
    /// All accounts with available credits except those left out, by name. If two have the same name, the kind is added.
    /// </summary>
    public static IReadOnlyList<Choice> Of(MovableAccounts accounts, Predicate<AccountId> isLeftOut)
    {
        var sources = accounts.Accounts
            .Where(account => (account.Available.IsPositive || account.Id == accounts.Primary) && !isLeftOut(account.Id)).ToList();
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

    /// <summary>The value of an account's choice.</summary>
    public static string ValueOf(AccountId id) => id.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The account of a choice's value, or null.</summary>
    public static AccountId? Parse(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new AccountId(id) : null;
}

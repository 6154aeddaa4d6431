using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Something that needs attention: an account with its severest open alert, or a purchase that ends soon.</summary>
/// <param name="Name">The account, the company, or the purchase's reference.</param>
/// <param name="Word">Why, in a few words.</param>
/// <param name="Tone">How serious it is.</param>
/// <param name="Detail">What is to be said of it.</param>
/// <param name="Href">The page that says more.</param>
public sealed record AttentionRow(string Name, string Word, Tone Tone, string Detail, string Href)
{
    /// <summary>The account; null for the company or a purchase.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The unspent part of a purchase; null for alerts.</summary>
    public Credits? Unspent { get; init; }

    /// <summary>The number of further open alerts of the same account.</summary>
    public int Others { get; init; }
}

/// <summary>An open alert as the overview reads it.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Account">Its account; null for the company.</param>
/// <param name="Name">The account's name, or the company's.</param>
/// <param name="Word">Its kind in words.</param>
/// <param name="Tone">Its severity.</param>
/// <param name="Message">What it says.</param>
internal sealed record OpenAlert(long Id, AccountId? Account, string Name, string Word, Tone Tone, string Message);

/// <summary>Decides what needs attention.</summary>
internal static class Attention
{
    /// <summary>Shows purchases that end within this number of days with credits unspent. An alert says so only days before.</summary>
    public const int SoonDays = 30;

    /// <summary>The largest number of lines for alerts.</summary>
    public const int MostLines = 30;

    /// <summary>A line for each account, with its first alert.</summary>
    /// <param name="alerts">Open alerts, the severest first.</param>
    public static IReadOnlyList<AttentionRow> Of(IEnumerable<OpenAlert> alerts) =>
    [
        .. alerts.GroupBy(static alert => alert.Account).Take(MostLines).Select(static own =>
        {
            var first = own.First();
            return new AttentionRow(first.Name, first.Word, first.Tone, first.Message, DashboardUrls.Alert(PublicId.Format(PublicId.Alert, first.Id)))
            {
                Account = first.Account,
                Others = own.Count() - 1,
            };
        }),
    ];
}

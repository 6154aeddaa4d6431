using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.History.Listing;

/// <summary>A page of the ledger; each row opens its transfer, or what it stands for.</summary>
public sealed partial class LedgerTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<LedgerItem> Items { get; set; }

    /// <summary>The page's URL, to which opening a row adds.</summary>
    [Parameter, EditorRequired]
    public required LedgerQuery Query { get; set; }

    /// <summary>The account whose point of view decides words and signs, or null.</summary>
    [Parameter]
    public AccountId? SeenFrom { get; set; }

    [CascadingParameter]
    public TimeZoneInfo? Zone { get; set; }

    private IEnumerable<(LedgerItem Item, string? Day)> Days
    {
        get
        {
            DateOnly? before = null;
            foreach (var item in Items)
            {
                var day = DayOf(item.At);
                yield return (item, day == before ? null : day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture));
                before = day;
            }
        }
    }

    private DateOnly DayOf(DateTimeOffset instant) => TenantDays.Of(instant, Zone ?? TimeZoneInfo.Utc);

    private string Href(GroupItem item) =>
        (Query with { Group = item.Members is null ? Id(item.Group.Operation) : null, Open = null }).ToUrl();

    // The list of usage, from the end of the run on.
    private string Href(RunItem run) =>
        (Query with { Show = LedgerShows.Code(LedgerShow.Usage), Before = Id(new(run.Last.Value + 1)), After = null, Group = null, Open = null }).ToUrl();

    private static string AllOf(GroupItem item) => new LedgerQuery { Search = Id(item.Group.Operation) }.ToUrl();

    private static string Id(TransferId transfer) => PublicId.Format(PublicId.Transfer, transfer.Value);

    private static int Left(GroupItem item) => item.Members is { } members ? item.Group.All - members.Count : 0;
}

using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.History.Listing;

/// <summary>A transfer as a row of the ledger, which opens it.</summary>
public sealed partial class LedgerLineRow
{
    private static readonly TimeSpan NotWorthSaying = TimeSpan.FromHours(1);

    [Parameter, EditorRequired]
    public required TransferLine Line { get; set; }

    /// <summary>The day, if the row is its first.</summary>
    [Parameter]
    public string? Day { get; set; }

    /// <summary>Whether it belongs to the commit in a row above.</summary>
    [Parameter]
    public bool IsMember { get; set; }

    /// <summary>The page's URL, to which opening the row adds.</summary>
    [Parameter, EditorRequired]
    public required LedgerQuery Query { get; set; }

    /// <summary>The account whose point of view decides words and signs, or null.</summary>
    [Parameter]
    public AccountId? SeenFrom { get; set; }

    private bool IsOpen => Line.PublicId == Query.Open;

    private string Href => (Query with { Open = Line.PublicId }).ToUrl();

    private string Word => TransferWords.Of(Line.Type, Line.Cause, Line.From?.Id, Line.To?.Id, SeenFrom);

    private Credits Signed => Line.SeenFrom(SeenFrom);

    private bool HappenedElsewhen => (Line.RecordedAt - Line.OccurredAt).Duration() >= NotWorthSaying;

    private string? Class
    {
        get
        {
            var classes = new[] { Day is null ? null : "bb-first-of-day", IsMember ? "bb-member" : null, IsOpen ? "bb-row-active" : null };
            return string.Join(' ', classes.OfType<string>()) is { Length: > 0 } all ? all : null;
        }
    }
}

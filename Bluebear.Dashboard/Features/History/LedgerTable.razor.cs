using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.History;

/// <summary>A page of transfers; each row opens its transfer.</summary>
public sealed partial class LedgerTable
{
    private static readonly TimeSpan NotWorthSaying = TimeSpan.FromHours(1);

    private int _decimals = 2;

    [Parameter, EditorRequired]
    public required IReadOnlyList<TransferLine> Lines { get; set; }

    /// <summary>The page's URL, to which opening a row adds.</summary>
    [Parameter, EditorRequired]
    public required LedgerQuery Query { get; set; }

    /// <summary>The account whose point of view decides words and signs, or null.</summary>
    [Parameter]
    public AccountId? SeenFrom { get; set; }

    protected override void OnParametersSet() => _decimals = CreditFormat.UsualDecimalsFor(Lines.Select(line => line.Amount));

    private bool IsOpen(TransferLine line) => line.PublicId == Query.Open;

    private string Href(TransferLine line) => (Query with { Open = line.PublicId }).ToUrl();

    private string Word(TransferLine line) => TransferWords.Of(line.Type, line.Cause, line.From?.Id, line.To?.Id, SeenFrom);

    private static bool HappenedElsewhen(TransferLine line) => (line.RecordedAt - line.OccurredAt).Duration() >= NotWorthSaying;

    // For one account a movement adds or takes away. A hold moves nothing between accounts and does neither.
    private Credits Signed(TransferLine line) =>
        SeenFrom is { } account && line.From?.Id == account && line.To?.Id != account ? -line.Amount : line.Amount;
}

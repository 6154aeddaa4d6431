using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Usage without a price: counted by day and model, and the list of exceptions.</summary>
public sealed partial class UnpricedCard(ListUnpriced unpriced)
{
    private const int PageSize = 20;

    private IReadOnlyList<UnpricedModel> _models = [];
    private IReadOnlyList<UnpricedDay> _days = [];
    private UnpricedPage? _page;
    private int _size = PageSize;

    /// <summary>Whether the caller may set prices and other names.</summary>
    [Parameter]
    public bool CanEdit { get; set; }

    /// <summary>Called with a name that is to become another name of a model.</summary>
    [Parameter]
    public EventCallback<string> OnAlias { get; set; }

    /// <summary>Called with a name whose price is to be set.</summary>
    [Parameter]
    public EventCallback<string> OnPrice { get; set; }

    protected override Task OnInitializedAsync() => FollowAsync(Topics.Books | Topics.Record, ReadAsync, onNews: static _ => AfterNews.ReadLater);

    private async Task ReadAsync(CancellationToken cancellation) => (_models, _days, _page) = await unpriced.LatestAsync(_size, cancellation);

    private Task MoreAsync()
    {
        _size += PageSize;
        return RefreshAsync();
    }

    private static string Count(long count) => count == 0 ? "–" : CreditFormat.Count(count);
}

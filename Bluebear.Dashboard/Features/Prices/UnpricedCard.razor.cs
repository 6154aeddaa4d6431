using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Usage without a price: counted by day and model, and the list of exceptions.</summary>
public sealed partial class UnpricedCard(ListUnpriced unpriced)
{
    private const int PageSize = 20;

    private IReadOnlyList<UnpricedDay> _days = [];
    private UnpricedPage? _page;
    private int _size = PageSize;

    protected override Task OnInitializedAsync() => FollowAsync(Topics.Books | Topics.Record, ReadAsync, onNews: static _ => AfterNews.ReadLater);

    private async Task ReadAsync(CancellationToken cancellation) => (_days, _page) = await unpriced.LatestAsync(_size, cancellation);

    private Task MoreAsync()
    {
        _size += PageSize;
        return RefreshAsync();
    }

    private static string Count(long count) => count == 0 ? "–" : CreditFormat.Count(count);
}

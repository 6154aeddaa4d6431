using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>What the price list had no price for: counted by day and model, and the exceptions one by one.</summary>
public sealed partial class UnpricedCard(ListUnpriced unpriced)
{
    private const int PageSize = 20;

    private readonly List<UnpricedUsage> _usage = [];
    private IReadOnlyList<UnpricedDay> _days = [];
    private UnpricedPage? _page;
    private int _decimals = 2;
    private int _dayDecimals = 2;

    protected override async Task OnInitializedAsync()
    {
        _days = await unpriced.DaysAsync();
        _dayDecimals = CreditFormat.DecimalsFor(_days.Select(row => row.Charged));
        await MoreAsync();
    }

    private async Task MoreAsync()
    {
        _page = await unpriced.RunAsync(_page?.Older, PageSize);
        _usage.AddRange(_page.Usage);
        _decimals = CreditFormat.DecimalsFor(_usage.Select(row => row.Amount));
    }

    private static string Count(long count) => count == 0 ? "–" : count.ToString("N0", CultureInfo.InvariantCulture);
}

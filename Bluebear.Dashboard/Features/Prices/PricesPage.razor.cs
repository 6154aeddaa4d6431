using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Settings -> Prices: the list in force, each model's history, imports and changes.</summary>
public partial class PricesPage
{
    private const int FirstRows = 100;

    private PriceListView? _view;
    private IReadOnlyList<ModelPrice> _found = [];
    private IReadOnlyList<ModelPrice> _shown = [];
    private PriceDecimals _decimals = new(2, 2, 2);
    private ModelPrice? _edited;
    private Opened _open;
    private string _filter = "";
    private bool _all;

    private enum Opened
    {
        Nothing,
        History,
        Edit,
        Import,
        Rate,
    }

    [Inject]
    public required ListPrices Prices { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>The filter that a link brings along.</summary>
    [SupplyParameterFromQuery(Name = "filter")]
    public string? Filter { get; set; }

    /// <summary>The model whose history is open.</summary>
    [SupplyParameterFromQuery(Name = "model")]
    public string? Model { get; set; }

    private string? Subtitle => _view is null
        ? null
        : $"{_view.InForce.Count} models · credits per million tokens · times in {_view.TimeZone.Id}";

    protected override async Task OnInitializedAsync()
    {
        _filter = Filter ?? "";
        await LoadAsync();
    }

    protected override void OnParametersSet()
    {
        if (!string.IsNullOrEmpty(Model))
        {
            _open = Opened.History;
        }
        else if (_open is Opened.History)
        {
            _open = Opened.Nothing;
        }
    }

    private async Task LoadAsync()
    {
        _view = await Prices.RunAsync();
        var all = _view.InForce.Concat(_view.Upcoming).ToList();
        _decimals = new(
            PriceText.DecimalsFor(all.Select(price => (UnitPrice?)price.Input)),
            PriceText.DecimalsFor(all.Select(price => price.CachedInput)),
            PriceText.DecimalsFor(all.Select(price => (UnitPrice?)price.Output)));
        Select();
    }

    private void Select()
    {
        _found = [.. _view!.InForce.Where(price => price.Model.Contains(_filter.Trim(), StringComparison.OrdinalIgnoreCase))];
        _shown = _all ? _found : [.. _found.Take(FirstRows)];
    }

    private void FilterBy(string filter)
    {
        _filter = filter;
        Select();
        Go("filter", filter, replace: true);
    }

    private void ShowAll()
    {
        _all = true;
        Select();
    }

    private void Open(ModelPrice price) => Go("model", price.Model, replace: false);

    private void CloseHistory() => Go("model", "", replace: false);

    private void Edit(ModelPrice? price)
    {
        _edited = price;
        _open = Opened.Edit;
    }

    private void Close() => _open = Opened.Nothing;

    private async Task DoneAsync(string message)
    {
        Close();
        Toasts.Success(message);
        await LoadAsync();
    }

    private void Go(string name, string value, bool replace) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameter(name, value.Length == 0 ? null : value), replace: replace);
}

using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Settings -> Prices: the current list, each model's history, imports and changes.</summary>
public partial class PricesPage
{
    private const int FirstRows = 100;

    private PriceListView? _view;
    private PricesView? _list;
    private ModelPrice? _edited;
    private string? _named;
    private Opened _open;
    private string _filter = "";
    private bool _all;

    private enum Opened
    {
        Nothing,
        History,
        Edit,
        Import,
        Alias,
        Rate,
    }

    [Inject]
    public required ListPrices Prices { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>The filter of a link.</summary>
    [SupplyParameterFromQuery(Name = "filter")]
    public string? Filter { get; set; }

    /// <summary>The model whose history is open.</summary>
    [SupplyParameterFromQuery(Name = "model")]
    public string? Model { get; set; }

    private string? Subtitle => _view is null
        ? null
        : $"{(_view.InForce.Count == 1 ? "1 model" : $"{CreditFormat.Count(_view.InForce.Count)} models")} · credits per million tokens · times in {_view.TimeZone.Id}";

    protected override Task OnInitializedAsync()
    {
        _filter = Filter ?? "";
        return FollowAsync(Topics.Record, ReadAsync);
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

    private async Task ReadAsync(CancellationToken cancellation)
    {
        _view = await Prices.RunAsync(cancellation);
        Arrange();
    }

    private void Arrange() => _list = new(_view!, _filter, _all ? int.MaxValue : FirstRows);

    private void FilterBy(string filter)
    {
        _filter = filter;
        Arrange();
        Go("filter", filter, replace: true);
    }

    private void ShowAll()
    {
        _all = true;
        Arrange();
    }

    private void Open(ModelPrice price) => Go("model", price.Model, replace: false);

    private void CloseHistory() => Go("model", "", replace: false);

    private void Edit(ModelPrice? price)
    {
        (_edited, _named) = (price, null);
        _open = Opened.Edit;
    }

    private void Price(string model)
    {
        (_edited, _named) = (null, model);
        _open = Opened.Edit;
    }

    private void Name(string? alias)
    {
        _named = alias;
        _open = Opened.Alias;
    }

    private void Close() => _open = Opened.Nothing;

    private async Task DoneAsync(string message)
    {
        Close();
        Toasts.Success(message);
        await RefreshAsync();
    }

    private void Go(string name, string value, bool replace) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameter(name, value.Length == 0 ? null : value), replace: replace);
}

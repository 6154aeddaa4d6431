using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Denials;

/// <summary>Denied requests: what was asked for, what blocked, and the way to the answer. The URL determines what is shown.</summary>
public sealed partial class DenialsPage
{
    private static readonly CultureInfo Fixed = CultureInfo.InvariantCulture;
    private static readonly Choice[] Periods = [new("1", "24 hours"), new("7", "7 days"), new("", "90 days")];

    private DenialList? _list;
    private int _decimals = 2;
    private string _search = "";
    private string _sent = "";

    [SupplyParameterFromQuery(Name = "account")]
    public string? Account { get; set; }

    [SupplyParameterFromQuery(Name = "days")]
    public string? Days { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    [Inject]
    public required ListDenials Denials { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private DenialQuery Query => DenialQuery.Parse(Account, Days, Search, PageNumber);

    private string? Subtitle => _list is { Found: > 0 } list ? $"{DenialWords.Count(list.Times)} denied" : _list is null ? null : "Requests that were refused";

    private int Pages => (_list!.Found + ListDenials.PageSize - 1) / ListDenials.PageSize;

    private string PageSummary => $"Page {_list!.Page} of {Pages}";

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        // A URL that comes back after the next typed letter must not remove that letter.
        if (Query.Search != _sent)
        {
            _search = _sent = Query.Search;
        }

        return FollowAsync(Topics.Denials, ReadAsync, Query);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var list = await Denials.RunAsync(Query, cancellation);
        _decimals = CreditFormat.DecimalsFor(list.Rows.Select(static row => row.Amount));
        _list = list;
    }

    private void ChooseDays(string days) => Navigation.NavigateTo(DenialQuery.Parse(Account, days, Search, null).ToUrl());

    private Task SearchAsync(string text)
    {
        _search = text;
        _sent = text.Trim();
        Navigation.NavigateTo((Query with { Search = _sent, Page = 1 }).ToUrl(), replace: true);
        return Task.CompletedTask;
    }

    private string? HrefOf(int page) => page >= 1 && page <= Pages ? (Query with { Page = page }).ToUrl() : null;
}

using System.Globalization;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.History.Printing;

/// <summary>All that a filter of the ledger lets through, on paper: a plain page that needs no circuit.</summary>
public sealed partial class LedgerPrintPage
{
    private static readonly CultureInfo Fixed = CultureInfo.InvariantCulture;

    private LedgerPrint? _print;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public string? Type { get; set; }

    [SupplyParameterFromQuery]
    public string? Account { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    private LedgerFilter Filter { get; set; } = new();

    private bool HasAccount => Filter.Account is not null;

    private string? Note => _print!.IsCut
        ? $"Only the newest {ReadLedgerPrint.MostLines.ToString("N0", Fixed)} transfers fit on a print. Choose fewer days, or take the CSV file, which has all of them."
        : null;

    protected override async Task OnParametersSetAsync()
    {
        (Filter, var problems) = LedgerFilter.Read(new() { Show = Show, Type = Type, Account = Account, From = From, To = To, Search = Search });
        if (problems.Any)
        {
            return;
        }

        try
        {
            _print = await Ledger.RunAsync(Filter);
        }
        catch (AccessRefusedException refused) when (refused.Refusal == AccessRefusal.NotFound)
        {
            // The page says that there is no such account.
        }
    }

    private string Time(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _print!.Zone).ToString("d MMM yyyy HH:mm:ss", Fixed);
}

using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Uploads LiteLLM's list, shows what it would change, and takes it over.</summary>
public partial class ImportPricesDialog
{
    private const int MostShown = 50;

    private byte[]? _file;
    private string _rate = "";
    private string _day = "";
    private PriceImport? _preview;
    private PriceDecimals _decimals;
    private int _previewVersion;
    private bool _busy;
    private string? _refusal;

    [Inject]
    public required ImportPrices Service { get; init; }

    /// <summary>The tenant's rate so far.</summary>
    [Parameter, EditorRequired]
    public CreditsPerUsd Rate { get; set; }

    /// <summary>The tenant's time zone: days begin in it.</summary>
    [Parameter, EditorRequired]
    public required TimeZoneInfo TimeZone { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>It was imported; with what to tell.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    private string FileId { get; } = ElementIds.Next("file");

    private string? RateProblem => PriceText.TryReadRate(_rate, out _);

    private string? DayProblem => PriceText.TryReadDay(_day, out _);

    protected override void OnInitialized() => _rate = Rate.ToString();

    private static string Summary(PriceImport import) =>
        $"{import.Changes.New.Count} new, {import.Changes.Changed.Count} changed, {import.Changes.Unchanged} as they are.";

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_file, _preview, _refusal) = (null, null, null);
        if (change.File.Size > LiteLlmPriceList.MaxBytes)
        {
            _refusal = $"The file is larger than {LiteLlmPriceList.MaxBytes / (1024 * 1024)} MiB.";
            return;
        }

        _busy = true;
        try
        {
            using var copy = new MemoryStream();
            await using var upload = change.File.OpenReadStream(LiteLlmPriceList.MaxBytes);
            await upload.CopyToAsync(copy);
            _file = copy.ToArray();
        }
        catch (IOException)
        {
            _refusal = "The file could not be read. Choose it again.";
        }
        finally
        {
            _busy = false;
        }

        await PreviewAsync();
    }

    private Task RateChangedAsync(string rate)
    {
        _rate = rate;
        return PreviewAsync();
    }

    private Task DayChangedAsync(string day)
    {
        _day = day;
        return PreviewAsync();
    }

    private Task PreviewAsync()
    {
        _preview = null;
        var version = ++_previewVersion;
        return RunAsync(async (file, rate, validFrom) =>
        {
            var preview = await Service.PreviewAsync(file, rate, validFrom);
            if (version != _previewVersion)
            {
                // Something was typed meanwhile; the answer to that is on its way.
                return;
            }

            _preview = preview;
            var prices = _preview.Changes.Changed.SelectMany(change => new[] { change.Before, change.After }).OfType<ModelPrice>().ToList();
            _decimals = new(
                PriceText.DecimalsFor(prices.Select(price => (UnitPrice?)price.Input)), 0,
                PriceText.DecimalsFor(prices.Select(price => (UnitPrice?)price.Output)));
        });
    }

    private Task ImportAsync() => RunAsync(async (file, rate, validFrom) =>
    {
        var import = await Service.RunAsync(file, rate, validFrom);
        await OnDone.InvokeAsync($"List imported: {Summary(import)}");
    });

    private async Task RunAsync(Func<byte[], CreditsPerUsd, DateTimeOffset?, Task> work)
    {
        if (_file is null || PriceText.TryReadRate(_rate, out var rate) is not null || PriceText.TryReadDay(_day, out var day) is not null)
        {
            return;
        }

        _busy = true;
        _refusal = null;
        try
        {
            await work(_file, rate, day is { } named ? TenantDays.StartOf(named, TimeZone) : null);
        }
        catch (FormatException problem)
        {
            _refusal = problem.Message;
        }
        catch (AccessRefusedException refused)
        {
            _refusal = refused.Message;
        }
        catch (LedgerUnavailableException)
        {
            _refusal = "The database cannot be written now. Nothing was imported; try again.";
        }
        finally
        {
            _busy = false;
        }
    }
}

using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Uploads LiteLLM's list, shows its changes, and imports it.</summary>
public partial class ImportPricesDialog
{
    private const int MostShown = 50;

    private byte[]? _file;
    private string _rate = "";
    private string _day = "";
    private PriceImport? _preview;
    private int _previewVersion;
    private bool _isReading;
    private bool _acceptJumps;

    [Inject]
    public required ImportPrices Service { get; init; }

    /// <summary>The tenant's current rate.</summary>
    [Parameter, EditorRequired]
    public CreditsPerUsd Rate { get; set; }

    /// <summary>The tenant's time zone, in which days begin.</summary>
    [Parameter, EditorRequired]
    public required TimeZoneInfo TimeZone { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called with a message when it was imported.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    private string FileId { get; } = ElementIds.Next("file");

    private string? RateProblem => PriceText.TryReadRate(_rate, out _);

    private (byte[] File, CreditsPerUsd Rate, DateTimeOffset? ValidFrom)? Wanted =>
        _file is null || PriceText.TryReadRate(_rate, out var rate) is not null || PriceText.TryReadDay(_day, out var day) is not null
            ? null : (_file, rate, day is { } named ? TenantDays.StartOf(named, TimeZone) : null);

    private string? DayProblem => PriceText.TryReadDay(_day, out _);

    protected override void OnInitialized() => _rate = Rate.ToString();

    private static string Summary(PriceImport import, string jumps) =>
        $"{import.Changes.New.Count} new, {import.Changes.Changed.Count} changed, {import.Changes.Unchanged} unchanged"
        + (import.Changes.Jumps.Count > 0 ? $", {import.Changes.Jumps.Count} {jumps}." : ".");

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_file, _preview, Problem) = (null, null, null);
        _isReading = true;
        (_file, Problem) = await UploadedFile.ReadAsync(change.File, LiteLlmPriceList.MaxBytes, Gone);
        _isReading = false;
        if (_file is not null)
        {
            await PreviewAsync();
        }
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

    private async Task PreviewAsync()
    {
        (_preview, _acceptJumps) = (null, false);
        if (Wanted is not { } wanted)
        {
            return;
        }

        var version = ++_previewVersion;
        _isReading = true;
        await TryAsync(() => ReadableAsync(async () =>
        {
            var preview = await Service.PreviewAsync(wanted.File, wanted.Rate, wanted.ValidFrom, acceptJumps: false, Gone);
            // If something was typed meanwhile, a newer answer is on its way.
            if (version == _previewVersion)
            {
                _preview = preview;
            }
        }));
        _isReading = version != _previewVersion && _isReading;
    }

    private Task ImportAsync() => Wanted is not { } wanted ? Task.CompletedTask : SubmitAsync(
        () => Service.RunAsync(wanted.File, wanted.Rate, wanted.ValidFrom, _acceptJumps),
        import => EndAsync(OnDone, $"List imported: {Summary(import, "not taken")}"));

    private async Task ReadableAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (FormatException problem)
        {
            Problem = problem.Message;
        }
    }
}

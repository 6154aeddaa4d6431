using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Prices;

/// <summary>Sets a price of a model from a day on.</summary>
public partial class SetPriceDialog
{
    private string _model = "";
    private string _input = "";
    private string _cached = "";
    private string _output = "";
    private string _limit = "";
    private string _day = "";
    private bool _tried;
    private bool _hadFurther;
    private IReadOnlyList<FurtherPart> _further = [];

    [Inject]
    public required SetPrice Service { get; init; }

    /// <summary>The price to start from; null to enter any model.</summary>
    [Parameter]
    public ModelPrice? Price { get; set; }

    /// <summary>The model to begin with where there is no price yet; null to ask for it.</summary>
    [Parameter]
    public string? Model { get; set; }

    /// <summary>The tenant's time zone, in which days begin.</summary>
    [Parameter, EditorRequired]
    public required TimeZoneInfo TimeZone { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called with a message when it was saved.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    private string? ModelProblem => SetPrice.IsModelName(_model) ? null : "Enter the model's name.";

    // A model with a fee need not be sold by the token.
    private bool HasFee => _further.Any(static box => box is { IsFee: true, Problem: null } && box.Text.Length > 0);

    private string? InputProblem => HasFee ? PriceText.TryReadOptional(_input, out _) : PriceText.TryRead(_input, out _);

    private string? FurtherProblem => _further.Select(static box => box.Problem).FirstOrDefault(static problem => problem is not null);

    private string? CachedProblem => PriceText.TryReadOptional(_cached, out _);

    private string? OutputProblem => HasFee ? PriceText.TryReadOptional(_output, out _) : PriceText.TryRead(_output, out _);

    private string? LimitProblem => PriceText.TryReadTokens(_limit, out _);

    private string? DayProblem => PriceText.TryReadDay(_day, out _);

    private bool IsValid =>
        (ModelProblem ?? InputProblem ?? CachedProblem ?? OutputProblem ?? FurtherProblem ?? LimitProblem ?? DayProblem) is null;

    private string DayHint => $"Begins at midnight in {TimeZone.Id}. If empty: starts now; a model's first price has always been valid.";

    protected override void OnInitialized()
    {
        _further = FurtherPart.Of(Price);
        _hadFurther = Price is { Parts.Count: > 0 };
        if (Price is null)
        {
            _model = Model ?? "";
            return;
        }

        _model = Price.Model;
        _input = Price.Input?.ToString() ?? "";
        _cached = Price.CachedInput?.ToString() ?? "";
        _output = Price.Output?.ToString() ?? "";
        _limit = Price.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    // Shows errors only after the first try to save.
    private string? Shown(string? problem) => _tried ? problem : null;

    private Task SaveAsync()
    {
        _tried = true;
        return IsValid ? SubmitAsync(SaveValidAsync, told => EndAsync(OnDone, told)) : Task.CompletedTask;
    }

    private async Task<string> SaveValidAsync()
    {
        // A space at the end would make it another model.
        var model = _model.Trim();
        PriceText.TryReadOptional(_input, out var input);
        PriceText.TryReadOptional(_cached, out var cached);
        PriceText.TryReadOptional(_output, out var output);
        PriceText.TryReadTokens(_limit, out var limit);
        PriceText.TryReadDay(_day, out var day);
        DateTimeOffset? validFrom = day is { } named ? TenantDays.StartOf(named, TimeZone) : null;
        var changes = await Service.RunAsync(new(model, input, cached, output, ModelPrice.Always, limit) { Parts = FurtherPart.Read(_further) }, validFrom);
        return changes.Unchanged > 0 ? $"{model} already has this price" : $"Price of {model} saved";
    }
}

using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>Records a purchase. Any page may show it.</summary>
public sealed partial class AddCreditsDialog
{
    private static readonly IReadOnlyList<Choice> Currencies =
        [.. PurchaseDraft.Currencies.Select(currency => new Choice(currency, currency))];

    private readonly OperationKey _key = OperationKey.New();
    private PurchaseDraft _draft = new();
    private Credits? _amount;
    private TimeZoneInfo? _zone;
    private string? _referenceProblem;
    private EarlierPurchase? _same;

    /// <summary>The amount that stands there when it opens; null for none.</summary>
    [Parameter]
    public Credits? Amount { get; set; }

    /// <summary>Called when it is done or cancelled.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private RecordPurchases Purchases { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    // Two instalments of one contract may share a reference, so this is a hint and not an error.
    private string? SameReference => _same is null ? null
        : $"A purchase with this reference was recorded on {DayText.Of(_same.Day)}: {_same.Amount.ToDisplay()} cr.";

    private string? UnitPrice => _amount is { IsPositive: true } amount
        && PurchaseMoney.Of(_draft.Money, amount, Credits.Zero, Credits.Zero) is { } money ? $"{MoneyText.Unit(money.UnitPrice, money.Price.Currency)} a credit" : null;

    private string? ExpiryProblem => _zone is null ? null : _draft.ExpiryProblem(Clock.GetUtcNow(), _zone);

    private string ExpiryHint => _zone is null ? "Leave empty for no end." : $"Can be spent through this day ({_zone.Id}). Leave empty for no end.";

    private bool CanAdd => !IsBusy && _zone is not null && _amount is not null && _draft.Reference.Trim().Length > 0
        && _draft.PriceProblem is null && ExpiryProblem is null;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _amount = Amount;
        return TryAsync(async () => _zone = await Purchases.LoadTimeZoneAsync(Gone));
    }

    private void SetReference(string reference)
    {
        _draft = _draft with { Reference = reference };
        _referenceProblem = reference.Trim().Length == 0 ? "Enter the invoice or contract." : null;
    }

    private Task LookUpAsync() => TryAsync(async () =>
        _same = (await Purchases.PreviewAsync(new(_amount ?? Credits.Zero, _draft.Reference, _draft.Money, _draft.LastDay), Gone)).SameReference);

    private Task AddAsync()
    {
        if (!CanAdd || _amount is not { } amount)
        {
            return Task.CompletedTask;
        }

        return SubmitAsync(() => Purchases.RecordAsync(new(amount, _draft.Reference, _draft.Money, _draft.LastDay), _key), async outcome =>
        {
            Problem = outcome.IsDone ? null : outcome.Message;
            if (outcome.IsDone)
            {
                Toasts.Success($"{amount.ToDisplay()} cr added to the Primary Workspace ({_draft.Reference.Trim()})");
                await EndAsync(OnClose);
            }
        });
    }
}

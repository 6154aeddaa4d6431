using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Features.History;

/// <summary>One transfer in full.</summary>
public sealed partial class TransferPanel(ShowTransfer transfers, NavigationManager navigation)
{
    private static readonly Credits Long = Credits.FromCredits(10_000_000);

    private ElementReference _title;
    private TransferDetail? _detail;
    private bool _missing;
    private bool _reversing;

    /// <summary>The transfer; null if the URL names none.</summary>
    [Parameter, EditorRequired]
    public TransferId? Id { get; set; }

    /// <summary>The URL of the list without it.</summary>
    [Parameter, EditorRequired]
    public required string CloseHref { get; set; }

    /// <summary>Called when it was reversed.</summary>
    [Parameter]
    public EventCallback OnReversed { get; set; }

    private TransferLine Line => _detail!.Line;

    // Two columns have room for so much beside a name.
    private bool HasLongAmounts => _detail!.Entries.Any(entry => entry.Amount.Abs() >= Long || entry.BalanceAfter?.Abs() >= Long);

    private bool CanTryToReverse => Line.Type is TransferType.Purchase or TransferType.Allocation;

    private string? WhyNot => _detail!.CanReverse switch
    {
        Reversibility.Possible => null,
        Reversibility.AlreadyReversed => "It is already reversed.",
        Reversibility.WrongType => "Usage is corrected by a refund.",
        Reversibility.SpentMeanwhile => Spent(),
        Reversibility.NotAllowed => Line.Type == TransferType.Purchase
            ? "Only a finance admin can reverse a purchase."
            : "Your role can read the ledger but not change it.",
    };

    private string Spent() => (Line.Type, _detail!.StillThere) switch
    {
        (TransferType.Purchase, { } left) => $"Only {CreditFormat.Fixed(left)} cr of it are still in the pool. A purchase is reversed whole or not at all.",
        (_, { } left) => $"{Line.To?.Name} has {CreditFormat.Fixed(left)} cr left. A transfer is reversed whole or not at all.",
        _ => "The credits were spent or moved since.",
    };

    protected override Task OnInitializedAsync() => FollowAsync(Topics.Books, ReadAsync, onNews: Take);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            await _title.FocusAsync(preventScroll: true);
        }
        catch (JSException)
        {
            // The element was redrawn meanwhile. The focus stays where it is.
        }
        catch (JSDisconnectedException)
        {
            // The browser left meanwhile.
        }
    }

    // A written transfer never changes. Its reversal or refund also changes its accounts, so their news is enough.
    private AfterNews Take(LedgerNews news) =>
        _detail is { Line: var line } && news.Accounts.Any(account => account.Id == line.From?.Id || account.Id == line.To?.Id)
            ? AfterNews.ReadLater : AfterNews.Nothing;

    private async Task ReadAsync(CancellationToken cancellation)
    {
        _detail = Id is { } id ? await transfers.RunAsync(id, cancellation) : null;
        _missing = _detail is null;
    }

    private async Task ReversedAsync()
    {
        _reversing = false;
        await RefreshAsync();
        await OnReversed.InvokeAsync();
    }

    private void OnKey(KeyboardEventArgs key)
    {
        // Escape closes an open dialog first.
        if (key.Key == "Escape" && !_reversing)
        {
            navigation.NavigateTo(CloseHref);
        }
    }
}

using System.Globalization;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Where the credits of each purchase are, whether the books agree, and what stopped moves when they did not.</summary>
public sealed partial class ReconciliationPage : IDisposable
{
    private const int MostPurchases = 200;

    private static readonly (string Name, Func<ReconciledPurchase, Credits> Of)[] Figures =
    [
        ("Purchased", static line => line.Purchased), ("Available", static line => line.Available), ("Reserved", static line => line.Reserved),
        ("Spent", static line => line.Spent), ("Expired", static line => line.Expired), ("Difference", static line => line.Difference),
    ];

    private readonly CancellationTokenSource _gone = new();
    private readonly OneRead _read;
    private IDisposable? _watching;
    private IReadOnlyList<ReconciledPurchase>? _purchases;
    private BooksProof? _proof;
    private MovesStop? _stop;
    private Dictionary<string, int> _decimals = [];
    private int _allDecimals;
    private bool _mayRelease;
    private bool _isRefused;
    private bool _isChecking;
    private bool _releasing;

    /// <summary>The page.</summary>
    public ReconciliationPage() => _read = new(LoadAsync);

    private string ProofText => _proof switch
    {
        null => "Not checked since this page was opened. It is done once a day by itself.",
        { Differences.Count: 0 } proof => string.Create(CultureInfo.InvariantCulture,
            $"All is well: {proof.Transfers:N0} transfers and {proof.Accounts:N0} accounts were checked."),
        { Differences.Count: var count } => count == 1 ? "1 difference" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} differences"),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _watching?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _watching = await Record.StartAsync(() => InvokeAsync(FollowAsync), _gone.Token);
        }

        await _read.RunAsync();
    }

    private async Task FollowAsync()
    {
        if (!_gone.IsCancellationRequested && !_isRefused)
        {
            await _read.RunAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var caller = await Callers.RequireAsync(Permission.ReadReconciliation, _gone.Token);
            _mayRelease = caller.Can(Permission.ReleaseMoves);
            var purchases = await Purchases.RunAsync(null, MostPurchases, _gone.Token);
            _decimals = Figures.ToDictionary(static figure => figure.Name, figure => CreditFormat.DecimalsFor(purchases.Select(figure.Of)));
            _allDecimals = _decimals.Values.Max();
            _stop = await Releases.FindAsync(_gone.Token);
            _purchases = purchases;
        }
        catch (AccessRefusedException refused) when (refused.Refusal == AccessRefusal.Forbidden)
        {
            _isRefused = true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    private async Task CheckAsync()
    {
        _isChecking = true;
        try
        {
            _proof = await Proofs.RunAsync(_gone.Token);
            await _read.RunAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }

        _isChecking = false;
    }

    private static string? Muted(Credits amount) => amount.IsZero ? "bb-muted" : null;

    private Task ReleasedAsync()
    {
        _releasing = false;
        return _read.RunAsync();
    }
}

using System.Globalization;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Reconciliation: where the credits of each purchase are, whether the books agree, and why moves are stopped.</summary>
public sealed partial class ReconciliationPage
{
    private const int MostPurchases = 200;

    private static readonly (string Name, Func<ReconciledPurchase, Credits> Of)[] Figures =
    [
        ("Purchased", static line => line.Purchased), ("Available", static line => line.Available), ("Reserved", static line => line.Reserved),
        ("Spent", static line => line.Spent), ("Expired", static line => line.Expired), ("Difference", static line => line.Difference),
    ];

    private ReconciliationView? _view;
    private BooksProof? _proof;
    private Dictionary<string, int> _decimals = [];
    private int _allDecimals;
    private bool _releasing;

    private string ProofText => _proof switch
    {
        null => "Not checked since this page was opened. The books are also checked automatically once a day.",
        { Differences.Count: 0 } proof => string.Create(CultureInfo.InvariantCulture,
            $"All is well: {proof.Transfers:N0} transfers and {proof.Accounts:N0} accounts were checked."),
        { Differences.Count: var count } => count == 1 ? "1 difference" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} differences"),
    };

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => FollowAsync(Topics.Books | Topics.Record, ReadAsync, onNews: static _ => AfterNews.ReadLater);

    /// <inheritdoc/>
    protected override bool Takes(AccessRefusedException refused) => IsClosed = refused.Refusal == AccessRefusal.Forbidden;

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var view = await Purchases.PageAsync(MostPurchases, cancellation);
        _decimals = Figures.ToDictionary(static figure => figure.Name, figure => CreditFormat.DecimalsFor(view.Purchases.Select(figure.Of)));
        _allDecimals = _decimals.Values.Max();
        _view = view;
    }

    private Task CheckAsync() => SubmitAsync(() => Proofs.RunAsync(Gone), proof =>
    {
        _proof = proof;
        return RefreshAsync();
    });

    // Its price, the spent and left parts of it, and how long its credits can be spent.
    private static string About(ReconciledPurchase line) => line.Money is not { } money ? DayText.Through(line.LastDay)
        : $"{MoneyText.Of(money.Price.Amount, money.Price.Currency)}, {MoneyText.Unit(money.UnitPrice, money.Price.Currency)} a credit · spent {MoneyText.Of(money.Spent, money.Price.Currency)} · "
            + $"left {MoneyText.Of(money.Left, money.Price.Currency)} · {DayText.Through(line.LastDay)}";

    private static string? Muted(Credits amount) => amount.IsZero ? "bb-muted" : null;

    private Task ReleasedAsync()
    {
        _releasing = false;
        return RefreshAsync();
    }
}

using System.Globalization;
using Bluebear.Dashboard.Ui.Charts;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Budgets with their progress, and what they will take from the pool.</summary>
public sealed partial class BudgetsPage
{
    private const string Over = "over";

    // Spent this much faster than time passes, a period is unlikely to last.
    private const decimal Ahead = 0.1m;

    private static readonly Choice[] Views = [new("", "Running"), new(Over, "Over")];

    private BudgetList? _list;
    private Commitments? _commitments;
    private ChartData? _chart;
    private BudgetView? _chosen;
    private AccountId? _planFor;
    private string? _asked;
    private Opened _open;

    private enum Opened
    {
        Nothing,
        Plan,
        Change,
        Cancel,
    }

    [Inject]
    private ListBudgets Budgets { get; set; } = default!;

    [Inject]
    private BudgetCommitments Commitments { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    /// <summary>Which budgets are shown: empty for those that run, or <c>over</c>.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? View { get; set; }

    /// <summary>The account for which the form opens, or null.</summary>
    [SupplyParameterFromQuery(Name = "plan")]
    public string? PlanFor { get; set; }

    private bool IsOver => View == Over;

    private IReadOnlyList<BudgetView> Rows => [.. _list!.Rows.Where(row => row.Plan.IsRunning != IsOver)];

    private string? Subtitle => _list is not { } list ? null
        : $"{Count(list.Rows.Count(static row => row.Plan.IsRunning))} · days in {list.Zone.Id}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await FollowAsync(Topics.Books | Topics.Record, ReadAsync, "", static _ => AfterNews.ReadLater);
        if (PlanFor != _asked && _list is { CanPlan: true })
        {
            _asked = PlanFor;
            _planFor = PublicId.TryParse(PublicId.Account, PlanFor ?? "", out var id) ? new AccountId(id) : null;
            _open = PlanFor is null ? _open : Opened.Plan;
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        _list = await Budgets.RunAsync(null, cancellation);
        _commitments = await Commitments.RunAsync(cancellation);
        _chart = _commitments is { } planned
            ? new([.. planned.Months.Select(static month => MonthText(month.Month))], [new("Committed", [.. planned.Months.Select(static month => month.Committed)])], Time: false)
            : null;
    }

    private Tone ToneOf(PeriodView period) => period.ShareSpent is not { } spent ? Tone.Neutral
        : spent >= 1 ? Tone.Danger
        : spent > period.ShareOfTime(_list!.Now) + Ahead ? Tone.Warning : Tone.Neutral;

    private IReadOnlyList<MenuEntry> EntriesOf(BudgetView row) =>
    [
        MenuEntry.For(this, "Change", "edit", () => Show(row, Opened.Change)),
        new("View ledger", "ledger") { Href = DashboardUrls.LedgerOf(row.Plan.Account) },
        MenuEntry.For(this, "Cancel", "close", () => Show(row, Opened.Cancel)) with { Danger = true },
    ];

    private void Show(BudgetView row, Opened dialog) => (_chosen, _open) = (row, dialog);

    private void Close()
    {
        (_chosen, _open, _planFor) = (null, Opened.Nothing, null);
        if (PlanFor is not null)
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("plan", (string?)null), replace: true);
        }
    }

    private void Choose(string view) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("show", view.Length == 0 ? null : view));

    private async Task DoneAsync(string told)
    {
        Close();
        Toasts.Success(told);
        await RefreshAsync();
    }

    private string DayOf(DateTimeOffset? at) => at is { } instant ? DayText.Of(TenantDays.Of(instant, _list!.Zone)) : "";

    private string DayOfLast(DateTimeOffset? end) => end is { } instant ? DayText.Of(TenantDays.LastBefore(instant, _list!.Zone)) : "";

    private static string Count(int running) => running switch { 0 => "None runs", 1 => "1 runs", _ => string.Create(CultureInfo.InvariantCulture, $"{running} run") };

    private static string MonthText(DateOnly month) => month.ToString("MMM yyyy", CultureInfo.InvariantCulture);
}

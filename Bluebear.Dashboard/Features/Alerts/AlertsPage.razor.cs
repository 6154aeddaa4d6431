using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>Alerts: open, acknowledged and resolved ones, with filters in the URL.</summary>
public sealed partial class AlertsPage
{
    private const string Resolved = "resolved";

    private static readonly Choice[] States = [new("", "Open"), new("acknowledged", "Acknowledged"), new(Resolved, "Resolved")];

    private AlertsView? _view;
    private bool _thresholds;

    [Inject]
    private ReadAlertsPage Reading { get; set; } = default!;

    [Inject]
    private AnswerAlerts Answering { get; set; } = default!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>The state: empty for open ones.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    /// <summary>The kind, or empty.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>The severity, or empty.</summary>
    [SupplyParameterFromQuery]
    public string? Severity { get; set; }

    /// <summary>The public id of an account, or empty.</summary>
    [SupplyParameterFromQuery]
    public string? Wallet { get; set; }

    /// <summary>The public id of the alert that older ones follow, or empty.</summary>
    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    private AlertsQuery Query => new(State is "acknowledged" or Resolved ? State : "", Kind ?? "", Severity ?? "", Wallet ?? "", Before ?? "");

    private bool IsResolved => Query.State == Resolved;

    private string? Subtitle => _view is null ? null : _view.Open switch { 0 => "None is open", 1 => "1 is open", var count => $"{count} are open" };

    private string EmptyTitle => Query switch
    {
        { IsFiltered: true } => "No alert matches",
        { State: Resolved } => "No alert has been resolved",
        { State: "acknowledged" } => "No alert is acknowledged",
        _ => "No alert is open",
    };

    private string EmptyText => Query switch
    {
        { IsFiltered: true } => "No alert matches all of these filters.",
        { State: Resolved } => "An alert resolves itself when its cause is gone, for example when credits arrive. It will stand here with the figures of then.",
        { State: "acknowledged" } => "Alerts that someone has acknowledged stand here until their cause is gone.",
        _ => "Bluebear warns here when an account has little left, runs out, owes, or when requests are refused.",
    };

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => FollowAsync(Topics.Alerts, ReadAsync, Query);

    private async Task ReadAsync(CancellationToken cancellation) => _view = await Reading.RunAsync(Query, cancellation);

    private void Show(AlertsQuery query) => Navigation.NavigateTo((query with { Before = "" }).ToUrl());

    private async Task AcknowledgeAsync(AlertLine line)
    {
        await TryAsync(() => Answering.AcknowledgeAsync(line.Id));
        if (Problem is { } problem)
        {
            Toasts.Alert(problem);
        }
        else
        {
            Toasts.Success($"{line.Kind} of {line.AccountName} is acknowledged");
        }

        await RefreshAsync();
    }

    private Task SavedAsync(string told)
    {
        _thresholds = false;
        Toasts.Success(told);
        return RefreshAsync();
    }
}

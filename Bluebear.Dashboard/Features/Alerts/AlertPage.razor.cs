using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>One alert: the figures of then and of now, and what can be done.</summary>
public sealed partial class AlertPage
{
    private const string Never = "";
    private const string Worse = "worse";

    private static readonly Choice[] Snoozes =
        [new(Never, "Snooze …"), new("1", "For an hour"), new("24", "For a day"), new("168", "For a week"), new(Worse, "Until it gets worse")];

    private AlertView? _view;
    private bool _isMissing;
    private bool _thresholds;

    [Inject]
    private ReadAlert Reading { get; set; } = default!;

    [Inject]
    private AnswerAlerts Answering { get; set; } = default!;

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>The alert's public id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => FollowAsync(Topics.Books | Topics.Alerts, ReadAsync, Id, static _ => AfterNews.ReadLater);

    private async Task ReadAsync(CancellationToken cancellation)
    {
        _view = await Reading.RunAsync(Id, cancellation);
        _isMissing = _view is null;
    }

    private Task AcknowledgeAsync() => SubmitAsync(() => Answering.AcknowledgeAsync(_view!.Line.Id), _ => RefreshAsync());

    private Task SnoozeAsync(string choice)
    {
        var until = int.TryParse(choice, out var hours) ? Clock.GetUtcNow().AddHours(hours) : (DateTimeOffset?)null;
        return SubmitAsync(() => Answering.SnoozeAsync(_view!.Line.Id, until, choice == Worse), _ => RefreshAsync());
    }

    private Task SavedAsync(string told)
    {
        _thresholds = false;
        Toasts.Success(told);
        return RefreshAsync();
    }
}

using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Delivery.Settings;

/// <summary>Settings -> Notifications: what a person is mailed, and for admins the company's webhooks and what was delivered.</summary>
public sealed partial class NotificationsPage
{
    private NotificationsView? _view;

    [Inject]
    private Notifications Service { get; set; } = default!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>Which deliveries are shown: empty for all, or a state.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => FollowAsync(Topics.Record, ReadAsync, Show);

    private async Task ReadAsync(CancellationToken cancellation) => _view = await Service.ReadAsync(Show, cancellation);

    private void Choose(string show) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("show", show.Length == 0 ? null : show));

    private Task SavedAsync()
    {
        Toasts.Success("What you are mailed is saved");
        return RefreshAsync();
    }
}

using System.Text.Json;
using Bluebear.Dashboard.Data.Model.Delivery;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features.Delivery;

/// <summary>Where people find what a mail or a message speaks of. Singleton.</summary>
internal sealed class PublicAddress(IOptions<AppOptions> options, IServiceProvider services)
{
    /// <summary>The link to a path; null if the application's address is not known.</summary>
    public string? Link(string path) => Base() is { } address ? address.TrimEnd('/') + path : null;

    /// <summary>The link to what an event is about, or null.</summary>
    public string? LinkOf(OutboxEventRow row) => Link(PathOf(row));

    private static string PathOf(OutboxEventRow row) => row.Type switch
    {
        OutboxTypes.AlertRaised or OutboxTypes.AlertResolved => IdOf(row.Data) is { } id ? $"{DashboardUrls.Alerts}/{Uri.EscapeDataString(id)}" : DashboardUrls.Alerts,
        OutboxTypes.RequestFiled => DashboardUrls.Requests,
        OutboxTypes.RequestAnswered => DashboardUrls.Requests + "?show=answered",
        OutboxTypes.BudgetFunded => DashboardUrls.Budgets,
        DeliveryEvents.EndpointOff => DashboardUrls.SettingsNotifications,
        _ => DashboardUrls.Overview,
    };

    private static string? IdOf(string data)
    {
        using var json = JsonDocument.Parse(data);
        return json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
    }

    private string? Base()
    {
        if (options.Value.PublicUrl is { Length: > 0 } named)
        {
            return named;
        }

        var listening = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses;
        return listening?.OrderByDescending(static address => address.StartsWith("https:", StringComparison.Ordinal)).FirstOrDefault() is { } first
            ? ForPeople(first) : null;
    }

    // A server that listens on every address names none that people could open.
    private static string ForPeople(string listening)
    {
        var address = BindingAddress.Parse(listening);
        return address.Host is "*" or "+" or "[::]" or "0.0.0.0"
            ? $"{address.Scheme}://localhost:{address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : listening;
    }
}

using System.Text.Json;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Live;

/// <summary>Registers the feed and the hub.</summary>
internal static class LiveRegistration
{
    /// <summary>The feed, also as the ledger's observer, and the hub.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LedgerFeed>();
        services.TryAddSingleton<AlertFeed>();
        services.TryAddSingleton<DenialFeed>();
        services.AddSingleton<IPostingObserver>(static provider => provider.GetRequiredService<LedgerFeed>());
        services.AddSignalR().AddJsonProtocol(
            static json => json.PayloadSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        services.AddSingleton<HubConnectionHandler<LedgerHub>, ListeningConnections>();
        return services;
    }

    /// <summary>Maps the hub. Call it after the origin check and authentication.</summary>
    public static void MapLive(this IEndpointRouteBuilder endpoints) => endpoints.MapHub<LedgerHub>(
        DashboardUrls.LedgerHub, static options => options.CloseOnAuthenticationExpiration = true);
}

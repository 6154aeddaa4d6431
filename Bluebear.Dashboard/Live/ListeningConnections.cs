using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Live;

/// <summary>Connections to the hub, by every transport. Each listens before the protocol's handshake is answered.</summary>
/// <remarks>
/// The framework answers the handshake and only then calls the hub; changes in between would be missed. News that comes before
/// the hub knows the client waits for it.
/// </remarks>
internal sealed class ListeningConnections(
    HubLifetimeManager<LedgerHub> lifetime, IHubProtocolResolver protocols, IOptions<HubOptions> options, IOptions<HubOptions<LedgerHub>> hubOptions,
    ILoggerFactory loggers, IUserIdProvider users, IServiceScopeFactory scopes, LedgerFeed feed, AlertFeed alerts,
    TimeProvider clock)
    : HubConnectionHandler<LedgerHub>(lifetime, protocols, options, hubOptions, loggers, users, scopes)
{
    private readonly IServiceScopeFactory _scopes = scopes;

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (connection.Features.Get<IConnectionUserFeature>()?.User is not { } user)
        {
            connection.Abort();
            return;
        }

        using var listener = new HubListener(() => new(_scopes, user, clock), connection.Abort);
        if (await listener.StartAsync(feed, alerts))
        {
            connection.Features.Set(listener);
        }

        await base.OnConnectedAsync(connection);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Bluebear.Dashboard.Live;

/// <summary>Tells clients other than our pages what changes in the books. Clients only receive.</summary>
/// <remarks>
/// Clients cannot choose: tenant and wallets depend on the connected caller. A connection listens before its handshake is
/// answered (<see cref="ListeningConnections"/>), so a client that reads figures after the answer misses nothing in between.
/// </remarks>
[Authorize]
internal sealed class LedgerHub(IHubContext<LedgerHub, ILedgerClient> hub) : Hub<ILedgerClient>
{
    private HubListener? Listener => Context.Features.Get<HubListener>();

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        if (Listener is { } listener)
        {
            listener.SendTo(hub.Clients.Client(Context.ConnectionId));
        }
        else
        {
            Context.Abort();
        }

        return base.OnConnectedAsync();
    }

    /// <summary>Returns true once the connection receives everything. For clients that want to ask.</summary>
    public bool Ready() => Listener is not null;
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Bluebear.Dashboard.Live;

/// <summary>Tells clients other than our pages what changes in the books. Clients only receive.</summary>
/// <remarks>Nobody chooses what they hear: the tenant and the wallets follow from who is connected.</remarks>
[Authorize]
internal sealed class LedgerHub(
    LedgerFeed feed, IHubContext<LedgerHub, ILedgerClient> hub, IServiceScopeFactory scopes, TimeProvider clock) : Hub<ILedgerClient>
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync()
    {
        var listening = new HubListener(hub.Clients.Client(Context.ConnectionId), new(scopes, Context.User!, clock), Context.Abort);
        if (!await listening.StartAsync(feed))
        {
            Context.Abort();
            return;
        }

        Context.Items[typeof(HubListener)] = listening;
        if (Context.ConnectionAborted.IsCancellationRequested)
        {
            listening.Dispose();
        }

        await base.OnConnectedAsync();
    }

    /// <summary>
    /// Answers once the connection hears of everything: a client that reads figures after the answer misses nothing in between.
    /// </summary>
    /// <remarks>The protocol's handshake is answered before <see cref="OnConnectedAsync"/>; calls wait for it.</remarks>
    public bool Ready() => Context.Items.ContainsKey(typeof(HubListener));

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        (Context.Items[typeof(HubListener)] as IDisposable)?.Dispose();
        return base.OnDisconnectedAsync(exception);
    }
}

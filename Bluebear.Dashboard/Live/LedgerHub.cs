using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Bluebear.Dashboard.Live;

/// <summary>Tells clients other than our pages what changes in the books. It listens to nothing: clients only receive.</summary>
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

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        (Context.Items[typeof(HubListener)] as IDisposable)?.Dispose();
        return base.OnDisconnectedAsync(exception);
    }
}

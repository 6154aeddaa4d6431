using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>A SignalR client over a plain WebSocket, without negotiation.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private static readonly string[] Names = ["BalanceChanged", "TransferPosted", "ModeChanged", "AlertRaised", "AlertResolved"];

    private readonly ConcurrentQueue<(string Name, JsonElement Message)> _heard = new();
    private readonly HubConnection _connection;

    private HubClient(HubConnection connection)
    {
        _connection = connection;
        foreach (var name in Names)
        {
            connection.On<JsonElement>(name, message => _heard.Enqueue((name, message)));
        }
    }

    /// <summary>True once the server has closed the connection.</summary>
    public bool IsClosed => _connection.State == HubConnectionState.Disconnected;

    /// <summary>Connects and waits until the server says that it is heard, or closes the connection.</summary>
    /// <exception cref="WebSocketException">The server did not let it in.</exception>
    public static Task<HubClient> ConnectAsync(RunningApp app, string cookie, string? origin = null) =>
        ConnectAsync(app, "", origin is null ? [("Cookie", cookie)] : [("Cookie", cookie), ("Origin", origin)]);

    /// <summary>As a program does: with a key in the header, or in the address as browsers must.</summary>
    public static Task<HubClient> ConnectByKeyAsync(RunningApp app, string key, bool inAddress = false) => inAddress
        ? ConnectAsync(app, $"?access_token={key}", [])
        : ConnectAsync(app, "", [("Authorization", $"Bearer {key}")]);

    /// <summary>The arguments of the messages of that name so far.</summary>
    public IReadOnlyList<JsonElement> Heard(string name) =>
        [.. _heard.Where(heard => heard.Name == name).Select(static heard => heard.Message)];

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<HubClient> ConnectAsync(RunningApp app, string query, (string Name, string Value)[] headers)
    {
        var address = new Uri(app.Url + DashboardUrls.LedgerHub + query);
        var client = new HubClient(new HubConnectionBuilder().WithUrl(address, HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Headers = headers.ToDictionary(static header => header.Name, static header => header.Value);
        }).Build());
        try
        {
            await client._connection.StartAsync();
            await client._connection.InvokeAsync("Ready");
        }
        catch (WebSocketException)
        {
            await client.DisposeAsync();
            throw;
        }
        catch (Exception exception) when (exception is HubException or IOException or InvalidOperationException or OperationCanceledException)
        {
            // Let in and closed again: IsClosed tells.
        }

        return client;
    }
}

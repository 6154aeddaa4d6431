using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Bluebear.Dashboard.Tests.Support;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>A client that speaks SignalR's JSON protocol over a plain WebSocket, without negotiation.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char EndOfMessage = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentQueue<JsonElement> _messages = new();
    private readonly CancellationTokenSource _ended = new();
    private Task _reading = Task.CompletedTask;

    private HubClient()
    {
    }

    /// <summary>True once the server has closed the connection.</summary>
    public bool IsClosed => _reading.IsCompleted;

    /// <summary>Connects, shakes hands and waits until the server says that it is heard.</summary>
    public static Task<HubClient> ConnectAsync(RunningApp app, string cookie, string? origin = null) =>
        ConnectAsync(app, "", ("Cookie", cookie), origin);

    /// <summary>As a program does: with a key in the header, or in the address as browsers must.</summary>
    public static Task<HubClient> ConnectByKeyAsync(RunningApp app, string key, bool inAddress = false) => inAddress
        ? ConnectAsync(app, $"?access_token={key}", null, null)
        : ConnectAsync(app, "", ("Authorization", $"Bearer {key}"), null);

    private static async Task<HubClient> ConnectAsync(RunningApp app, string query, (string Name, string Value)? header, string? origin)
    {
        var client = new HubClient();
        if (header is { } sent)
        {
            client._socket.Options.SetRequestHeader(sent.Name, sent.Value);
        }

        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        var address = new Uri(app.Url.Replace("http://", "ws://", StringComparison.Ordinal) + DashboardUrls.LedgerHub + query);
        await client._socket.ConnectAsync(address, client._ended.Token);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        client._reading = client.ReadAsync();
        await client.SendAsync("""{"type":1,"invocationId":"1","target":"Ready","arguments":[]}""");
        await Wait.UntilAsync(() => client._messages.Any(static message => message.TryGetProperty("result", out _)) || client.IsClosed);
        return client;
    }

    /// <summary>The arguments of the messages of that name so far.</summary>
    public IReadOnlyList<JsonElement> Heard(string name) =>
    [
        .. _messages.Where(message => message.TryGetProperty("target", out var target) && target.GetString() == name)
            .Select(static message => message.GetProperty("arguments")[0]),
    ];

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _reading;
        _socket.Dispose();
        _ended.Dispose();
    }

    private Task SendAsync(string message) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(message + EndOfMessage), WebSocketMessageType.Text, endOfMessage: true, _ended.Token);

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        try
        {
            while (await _socket.ReceiveAsync(buffer, _ended.Token) is { MessageType: WebSocketMessageType.Text } received)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
                TakeMessages(text);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Either side has ended the connection.
        }
    }

    private void TakeMessages(StringBuilder text)
    {
        var parts = text.ToString().Split(EndOfMessage);
        foreach (var part in parts[..^1])
        {
            _messages.Enqueue(JsonDocument.Parse(part).RootElement);
        }

        text.Clear().Append(parts[^1]);
    }
}

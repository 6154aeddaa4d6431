using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>
/// A proxy between browser and server that delays every byte in each direction, like a distant user's line. Passes HTTP and
/// WebSockets. Can also cut the connection.
/// </summary>
public sealed class DelayingProxy : IAsyncDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly int _serverPort;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;
    private volatile bool _isCut;

    private DelayingProxy(int serverPort, TimeSpan delay)
    {
        _serverPort = serverPort;
        _delay = delay;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The delay that quality.md asks for: 110 ms each way, 220 ms for a round trip.</summary>
    public static TimeSpan FarAway { get; } = TimeSpan.FromMilliseconds(110);

    /// <summary>The address to use instead of the server's.</summary>
    public string Url => $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Starts one in front of a server on this machine.</summary>
    public static DelayingProxy Before(RunningApp app, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(app);
        return new DelayingProxy(new Uri(app.Url).Port, delay);
    }

    /// <summary>Breaks every connection and refuses new ones until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _isCut = true;
        CloseAll();
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        CloseAll();
        await _accepting;
        _ended.Dispose();
    }

    private void CloseAll()
    {
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_ended.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (IsBrokenLine(exception))
        {
            // The proxy is being disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        _open[client] = 0;
        try
        {
            if (!_isCut)
            {
                await server.ConnectAsync("localhost", _serverPort, _ended.Token);
                await Task.WhenAny(PassOnAsync(client, server), PassOnAsync(server, client));
            }
        }
        catch (Exception exception) when (IsBrokenLine(exception))
        {
            // One side closed the connection. The close below tells the other side.
        }
        finally
        {
            _open.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task PassOnAsync(TcpClient from, TcpClient to)
    {
        var underway = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        await Task.WhenAll(ReadAsync(from.GetStream(), underway.Writer), WriteAsync(underway.Reader, to.GetStream()));
    }

    private async Task ReadAsync(NetworkStream from, ChannelWriter<(long Due, byte[] Bytes)> underway)
    {
        var buffer = new byte[ChunkBytes];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, _ended.Token)) > 0)
            {
                underway.TryWrite((Environment.TickCount64 + (long)_delay.TotalMilliseconds, buffer[..read]));
            }
        }
        finally
        {
            underway.Complete();
        }
    }

    private async Task WriteAsync(ChannelReader<(long Due, byte[] Bytes)> underway, NetworkStream to)
    {
        await foreach (var (due, bytes) in underway.ReadAllAsync(_ended.Token))
        {
            var left = due - Environment.TickCount64;
            if (left > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(left), _ended.Token);
            }

            await to.WriteAsync(bytes, _ended.Token);
        }
    }

    private static bool IsBrokenLine(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}

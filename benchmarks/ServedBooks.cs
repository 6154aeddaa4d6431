using System.Diagnostics;
using System.Net.Http.Headers;

namespace Bluebear.Benchmarks;

/// <summary>The product in another process, serving a new SQLite file, and a client with keys for it.</summary>
internal sealed class ServedBooks : IAsyncDisposable
{
    private const string Tenant = "Bench";

    private readonly string _folder;
    private readonly Process _server;

    private ServedBooks(string folder, Process server, HttpClient client)
    {
        _folder = folder;
        _server = server;
        Client = client;
    }

    /// <summary>Sends a key with all scopes.</summary>
    public HttpClient Client { get; }

    /// <summary>The processor time that the server has used so far: unlike its answers' times, other work does not change it much.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _server.Refresh();
            return _server.TotalProcessorTime;
        }
    }

    /// <summary>Serves an empty company.</summary>
    public static async Task<ServedBooks> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bluebear-served-").FullName;
        await ProductProcess.RunAsync(folder, "tenant", "add", "--name", Tenant);
        var key = await ProductProcess.RunAsync(
            folder, "key", "add", "--tenant", Tenant, "--name", "bench", "--scopes", "wallets:read,wallets:write,spend:write,usage:read,billing");
        var address = ProductProcess.FreeAddress();
        var server = ProductProcess.Start(folder, address, AppContext.BaseDirectory, "--RateLimits:PerKeyPerSecond=1000000");
        server.BeginOutputReadLine();
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await ProductProcess.UntilReadyAsync(server, client);
        return new(folder, server, client);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await ProductProcess.EndAsync(_server, _folder);
    }
}

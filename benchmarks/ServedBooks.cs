using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Bluebear.Benchmarks;

/// <summary>The product in another process, serving a new SQLite file, and a client with keys for it.</summary>
internal sealed class ServedBooks : IAsyncDisposable
{
    private const string Tenant = "Bench";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

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
        await RunAsync(folder, "tenant", "add", "--name", Tenant);
        var key = await RunAsync(
            folder, "key", "add", "--tenant", Tenant, "--name", "bench", "--scopes", "wallets:read,wallets:write,spend:write,usage:read,billing");
        var address = new Uri($"http://localhost:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        var server = Start(folder, address, "--RateLimits:PerKeyPerSecond=1000000");
        server.BeginOutputReadLine();
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await UntilReadyAsync(server, client);
        return new(folder, server, client);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, null, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static Process Start(string folder, Uri? address, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Bluebear.Dashboard.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ConnectionStrings__Bluebear"] = $"Data Source={Path.Combine(folder, "bench.db")}";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["ASPNETCORE_URLS"] = address?.ToString();
        return Process.Start(start)!;
    }

    private static async Task UntilReadyAsync(Process server, HttpClient client)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(client))
        {
            if (server.HasExited || Stopwatch.GetElapsedTime(started) > StartPatience)
            {
                throw new InvalidOperationException("The product does not answer.");
            }

            await Task.Delay(20);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/readyz");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

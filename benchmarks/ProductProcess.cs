using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bluebear.Benchmarks;

/// <summary>The product as a process of its own.</summary>
internal static class ProductProcess
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    /// <summary>An address that nothing listens on.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Runs one command to its end. Returns what it wrote.</summary>
    public static async Task<string> RunAsync(string data, params string[] arguments)
    {
        using var process = Start(data, null, AppContext.BaseDirectory, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    /// <summary>Starts the product of a folder on a database in another one.</summary>
    public static Process Start(string data, Uri? address, string product, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = product };
        start.ArgumentList.Add(Path.Combine(product, "Bluebear.Dashboard.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ConnectionStrings__Bluebear"] = $"Data Source={Path.Combine(data, "bench.db")}";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["ASPNETCORE_URLS"] = address?.ToString();
        start.Environment["Demo__Password"] = ServedDemo.Password;
        start.Environment["SignIn__OpenPagesPerPerson"] = "1000";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        return Process.Start(start)!;
    }

    /// <summary>Waits until the product serves.</summary>
    public static async Task UntilReadyAsync(Process server, HttpClient client)
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

    /// <summary>Ends it and removes its database.</summary>
    public static async Task EndAsync(Process server, string data)
    {
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
        Directory.Delete(data, recursive: true);
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
}

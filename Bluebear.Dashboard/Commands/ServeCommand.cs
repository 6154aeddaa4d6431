using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Identity.Tenants;

namespace Bluebear.Dashboard.Commands;

/// <summary>Serves until the process is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>Starts the application and waits for its end. If no one can sign in yet, prints the set-up link.</summary>
    public static async Task<int> RunAsync(string[] settings, TextWriter output, CancellationToken cancellation)
    {
        await using var app = BluebearApp.Build(settings);
        // Before the host starts, because it would log a failure with a stack.
        app.Services.GetRequiredService<ServingLock>().Take("starting");
        await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(cancellation);
        await app.StartAsync(cancellation);
        if (await app.Services.GetRequiredService<SetUpInstallation>().CreateLinkAsync(cancellation) is { } link)
        {
            await output.WriteLineAsync("No one can sign in yet. Set up Bluebear with this link, which works once within 24 hours:");
            await output.WriteLineAsync(AddressOf(app) + link);
            await output.FlushAsync(cancellation);
        }

        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }

    // An address for every interface is reached by this machine's own name.
    private static string AddressOf(WebApplication app) =>
        app.Urls.First().Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal)
            .TrimEnd('/');
}

using Bluebear.Dashboard.Data;

namespace Bluebear.Dashboard.Commands;

/// <summary>The application's services without its server, for commands.</summary>
internal static class CommandHost
{
    /// <summary>
    /// Runs <paramref name="work"/> in a new scope, on a database that exists and has this version's schema. Nothing listens and
    /// no background service runs.
    /// </summary>
    /// <param name="settings">Settings from the command line.</param>
    /// <param name="work">The command's work, which returns the exit code.</param>
    /// <param name="cancellation">Stops the work early.</param>
    public static async Task<int> RunAsync(string[] settings, Func<IServiceProvider, CancellationToken, Task<int>> work,
        CancellationToken cancellation)
    {
        await using var app = BluebearApp.Build(settings, Quiet);
        await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(cancellation);
        return await RunAsync(app, work, cancellation);
    }

    /// <summary>
    /// Like <see cref="RunAsync(string[], Func{IServiceProvider, CancellationToken, Task{int}}, CancellationToken)"/>, but the
    /// database must already exist and its schema is not changed.
    /// </summary>
    public static async Task<int> RunOnExistingAsync(string[] settings, Func<IServiceProvider, CancellationToken, Task<int>> work,
        CancellationToken cancellation)
    {
        await using var app = BluebearApp.Build(settings, Quiet);
        await app.Services.GetRequiredService<DatabaseStartup>().RequireAsync(cancellation);
        return await RunAsync(app, work, cancellation);
    }

    private static async Task<int> RunAsync(WebApplication app, Func<IServiceProvider, CancellationToken, Task<int>> work,
        CancellationToken cancellation)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, cancellation);
    }

    // A person who runs a command wants its result. Warnings and errors still show.
    private static void Quiet(WebApplicationBuilder builder) => builder.Logging.SetMinimumLevel(LogLevel.Warning)
        .AddFilter((_, level) => level >= LogLevel.Warning);
}

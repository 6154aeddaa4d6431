namespace Bluebear.Dashboard.Commands;

/// <summary>Serves until the process is told to end.</summary>
internal static class ServeCommand
{
    /// <summary>Starts the application and waits for its end.</summary>
    public static async Task<int> RunAsync(string[] settings, CancellationToken cancellation)
    {
        await using var app = BluebearApp.Build(settings);
        await app.RunAsync(cancellation);
        return ExitCode.Done;
    }
}

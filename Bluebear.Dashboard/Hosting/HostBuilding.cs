namespace Bluebear.Dashboard.Hosting;

/// <summary>The host before any service of ours: its files, logging and addresses.</summary>
internal static class HostBuilding
{
    private const string DefaultUrl = "http://localhost:5000";
    private const string AssetsManifest = "Bluebear.Dashboard.staticwebassets.runtime.json";

    public static WebApplicationBuilder CreateBuilder(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            ApplicationName = typeof(HostBuilding).Assembly.GetName().Name,
            // Commands run from any folder. The settings and the assets lie beside the program.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = EnvironmentName(settings),
        });
        LogToStandardError(builder.Logging);
        if (IsBuildOutput)
        {
            builder.WebHost.UseStaticWebAssets();
            // Otherwise a working copy compresses every asset again without making it smaller, and a first page has 2 MB.
            builder.WebHost.UseSetting("ReloadStaticAssetsAtRuntime", bool.FalseString);
        }

        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }

    private static bool IsBuildOutput => File.Exists(Path.Combine(AppContext.BaseDirectory, AssetsManifest));

    // By default `dotnet run` on a working copy is development, and a published program is production.
    private static string? EnvironmentName(string[] settings)
    {
        var said = settings.Any(setting => setting.StartsWith("--environment", StringComparison.OrdinalIgnoreCase))
            || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 };
        return !said && IsBuildOutput ? Environments.Development : null;
    }

    // Standard output has only a command's result.
    private static void LogToStandardError(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole();
        // CommandLine reports a failed start in one sentence. What ends a running server is critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

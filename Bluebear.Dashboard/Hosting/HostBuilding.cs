namespace Bluebear.Dashboard.Hosting;

/// <summary>The host before any service of ours: where its files are, how it logs, where it listens.</summary>
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
            // Commands run from any folder; the settings and the assets stand beside the program.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = EnvironmentName(settings),
        });
        LogToStandardError(builder.Logging);
        if (IsBuildOutput)
        {
            builder.WebHost.UseStaticWebAssets();
            // Else a working copy zips every asset anew without making it smaller, and a first page weighs 2 MB.
            builder.WebHost.UseSetting("ReloadStaticAssetsAtRuntime", bool.FalseString);
        }

        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }

    private static bool IsBuildOutput => File.Exists(Path.Combine(AppContext.BaseDirectory, AssetsManifest));

    // `dotnet run` on a working copy is development, a published program is production, unless something else is said.
    private static string? EnvironmentName(string[] settings)
    {
        var said = settings.Any(setting => setting.StartsWith("--environment", StringComparison.OrdinalIgnoreCase))
            || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 };
        return !said && IsBuildOutput ? Environments.Development : null;
    }

    // Standard output carries only a command's result.
    private static void LogToStandardError(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole();
        // A start that fails is told in one sentence, see CommandLine; what ends a running server is critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

using Bluebear.Dashboard.Hosting;

namespace Bluebear.Dashboard;

/// <summary>The composition root: every folder adds its services and maps its endpoints by one call each.</summary>
public static class BluebearApp
{
    /// <summary>The application, ready to be started. Nothing listens and no database is touched yet.</summary>
    /// <param name="settings">Settings as the command line gives them ("--Database:Provider=Sqlite").</param>
    /// <param name="adjust">What a command or a test changes before the application is built.</param>
    public static WebApplication Build(string[] settings, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = HostBuilding.CreateBuilder(settings);
        adjust?.Invoke(builder);
        AddServices(builder);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.Services.AddClock(builder.Configuration, builder.Environment);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
    }

    private static void Map(WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
    }
}

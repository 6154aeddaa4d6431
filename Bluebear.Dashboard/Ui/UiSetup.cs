using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Shell;
using Bluebear.Dashboard.Ui.Theming;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace Bluebear.Dashboard.Ui;

/// <summary>What the screens need from the host.</summary>
public static class UiSetup
{
    // The browser gives a silent connection up after 7 s (wwwroot-assets/src/connection.js); a sign of life every 2.5 s keeps a
    // living one well clear of that.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan LostPagesAreKeptFor = TimeSpan.FromMinutes(15);

    /// <summary>Adds Blazor Server, MudBlazor, the theme, the toasts and the shell. Whoever knows the tenant and the person registers an <see cref="IShell"/>.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents(KeepLostPages)
            .AddHubOptions(options => options.KeepAliveInterval = SignOfLife);
        services.AddAuthorizationCore();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddMudServices();
        services.AddSingleton<ThemeSheet>();
        services.TryAddScoped<IShell, SignedOutShell>();
        services.TryAddScoped<ISearch, SignedOutSearch>();
        services.AddScoped<Toasts>();
        services.AddScoped<LiveAnnouncements>();
        services.AddScoped<TimePassing>();
        return services;
    }

    /// <summary>Maps every page, and the theme they are drawn in.</summary>
    public static RazorComponentsEndpointConventionBuilder MapUi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.ServiceProvider.GetRequiredService<ThemeSheet>().Map(endpoints);
        return endpoints.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    // A page whose connection comes back in time has what was typed. Later it is loaded again and not resumed: its address says all that
    // a new circuit can know, and a field of the old one would send its text to whatever has its number in the new one.
    private static void KeepLostPages(CircuitOptions circuits)
    {
        circuits.DisconnectedCircuitRetentionPeriod = LostPagesAreKeptFor;
        circuits.PersistedCircuitInMemoryMaxRetained = 0;
    }
}

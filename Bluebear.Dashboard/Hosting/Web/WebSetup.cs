using Bluebear.Dashboard.Hosting.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>What stands around every request: proxies, headers, errors, origins, health.</summary>
internal static class WebSetup
{
    private static readonly TimeSpan OneYear = TimeSpan.FromDays(365);

    /// <summary>The services of it.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddSettings<ProxyOptions>("Proxies");
        services.AddOptions<ForwardedHeadersOptions>().Configure<IConfiguration>(AllowHosts);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(Trust);
        services.AddHsts(hsts => hsts.MaxAge = OneYear);
        services.AddHealthChecks();
        return services;
    }

    /// <summary>The middleware, before everything else.</summary>
    public static void UseWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RelativeRedirects>();
        app.UseErrorAnswers();
        app.UseMiddleware<OriginCheck>();
    }

    /// <summary><c>/healthz</c> answers while the process lives, <c>/readyz</c> while it can do its work.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks(DashboardUrls.Health, new() { Predicate = static _ => false }).AllowAnonymous();
        endpoints.MapHealthChecks(DashboardUrls.Ready).AllowAnonymous();
    }

    // What a proxy says was asked for is held to the same list as the header itself, which the framework looks at.
    private static void AllowHosts(ForwardedHeadersOptions headers, IConfiguration configuration)
    {
        foreach (var host in AllowedHosts.Of(configuration))
        {
            headers.AllowedHosts.Add(host);
        }
    }

    private static void Trust(ForwardedHeadersOptions headers, IOptions<ProxyOptions> proxies)
    {
        headers.ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in proxies.Value.Networks)
        {
            headers.KnownIPNetworks.Add(network);
        }

        // With nothing listed the framework would believe everybody.
        if (headers.KnownIPNetworks.Count == 0)
        {
            headers.ForwardedHeaders = ForwardedHeaders.None;
        }
    }
}

using Bluebear.Dashboard.Hosting.Settings;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Registers what all endpoints for programs need.</summary>
internal static class ApiRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(static json => ApiJson.Configure(json.SerializerOptions));
        // Binding errors are thrown in every environment, so that ApiErrors can name the field.
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.AddSettings<RateLimitOptions>("RateLimits").AddSingleton<RateLimits>();
        services.AddApiDescription();
        services.AddTransient<IStartupFilter, EmptyBodies>();
        services.AddSingleton<Paging>();
        return services.AddSingleton<TransferAnswers>().AddScoped<Wallets>().AddScoped<WhatIsLeft>();
    }

    /// <summary>Counts requests without a key. Call it before authentication.</summary>
    public static void UseAddressLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.UseWhen(IsApi, programs => programs.Use(limits.CountAddressAsync));
    }

    /// <summary>Counts requests with a key. Call it after authentication.</summary>
    public static void UseKeyLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.UseWhen(IsApi, programs => programs.Use(limits.CountKeyAsync));
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(DashboardUrls.ApiPrefix)
        || context.Request.Path.StartsWithSegments(DashboardUrls.Metrics);
}

using Bluebear.Dashboard.Hosting.Settings;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Registers what every endpoint for programs needs.</summary>
internal static class ApiRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(static json => ApiJson.Configure(json.SerializerOptions));
        // What cannot be bound is thrown, in every environment, so that ApiErrors can say which field it was.
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.AddSettings<RateLimitOptions>("RateLimits").AddSingleton<RateLimits>();
        services.AddApiDescription();
        services.AddTransient<IStartupFilter, EmptyBodies>();
        services.AddSingleton<Paging>();
        return services.AddSingleton<TransferAnswers>().AddScoped<Wallets>().AddScoped<WhatIsLeft>();
    }

    /// <summary>Counts what is asked without a key; before anybody is authenticated.</summary>
    public static void UseAddressLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.UseWhen(IsApi, programs => programs.Use(limits.CountAddressAsync));
    }

    /// <summary>Counts what is asked with a key; once it is known whose it is.</summary>
    public static void UseKeyLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.UseWhen(IsApi, programs => programs.Use(limits.CountKeyAsync));
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(DashboardUrls.ApiPrefix)
        || context.Request.Path.StartsWithSegments(DashboardUrls.Metrics);
}

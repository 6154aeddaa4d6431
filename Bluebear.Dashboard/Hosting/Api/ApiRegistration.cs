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
        services.AddSingleton<Paging>();
        return services.AddSingleton<TransferAnswers>().AddScoped<Wallets>();
    }
}

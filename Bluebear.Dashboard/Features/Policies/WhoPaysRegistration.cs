namespace Bluebear.Dashboard.Features.Policies;

internal static class WhoPaysRegistration
{
    /// <summary>Who pays: the rules, and the answer for one request.</summary>
    public static IServiceCollection AddWhoPays(this IServiceCollection services) => services
        .AddScoped<ReadRoutes>()
        .AddScoped<AskWhoPays>();
}

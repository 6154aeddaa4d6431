namespace Bluebear.Dashboard.Features.Policies;

internal static class PoliciesRegistration
{
    /// <summary>Who pays: services of pages and endpoints, and what the command line shares with them.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        return services.AddPostings().AddScreens()
            .AddSingleton<PolicyBook>()
            .AddSingleton<PolicyImports>()
            .AddScoped<ImportPolicies>()
            .AddScoped<ReadPolicies>()
            .AddScoped<ChangePolicies>()
            .AddScoped<ReadRoutes>()
            .AddScoped<SetAccountRule>()
            .AddScoped<ListConsumerGroups>()
            .AddScoped<MapConsumerGroup>()
            .AddScoped<OpenTeamForGroup>();
    }
}

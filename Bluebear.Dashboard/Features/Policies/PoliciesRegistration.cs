namespace Bluebear.Dashboard.Features.Policies;

internal static class PoliciesRegistration
{
    /// <summary>Who pays: services of pages and endpoints, and what the command line shares with them.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton<PolicyBook>()
        .AddScoped<ReadPolicies>()
        .AddScoped<ChangePolicies>()
        .AddScoped<ExplainSpend>()
        .AddScoped<ListConsumerGroups>()
        .AddScoped<MapConsumerGroup>();
}

using Bluebear.Dashboard.Features.Policies.Groups;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Policies.Yaml;

namespace Bluebear.Dashboard.Features.Policies;

internal static class PoliciesRegistration
{
    /// <summary>Registers "who pays": the services of pages and endpoints, and those that the command line shares.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        return services.AddPostings().AddScreens()
            .AddSingleton<PolicyStore>()
            .AddSingleton<PolicyImports>()
            .AddScoped<ImportPolicies>()
            .AddScoped<ShowPolicies>()
            .AddScoped<ChangePolicies>()
            .AddScoped<ReadPoliciesPage>()
            .AddScoped<SetAccountRule>()
            .AddScoped<ListConsumerGroups>()
            .AddScoped<MapConsumerGroup>()
            .AddScoped<OpenTeamForGroup>();
    }
}

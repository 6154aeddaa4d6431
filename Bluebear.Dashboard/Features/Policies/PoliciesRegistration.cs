namespace Bluebear.Dashboard.Features.Policies;

internal static class PoliciesRegistration
{
    /// <summary>Who pays: the rules, and the answer for one request.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddScoped<ReadPolicies>()
        .AddScoped<ExplainSpend>();
}

using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features;

/// <summary>Registers what every feature that posts needs. Each of them may call it.</summary>
internal static class PostingsRegistration
{
    public static IServiceCollection AddPostings(this IServiceCollection services)
    {
        services.TryAddScoped<Postings>();
        services.TryAddScoped<ExplainSpend>();
        services.TryAddScoped<DefaultBudgets>();
        services.TryAddSingleton<SpendPaces>();
        services.TryAddSingleton<BlockedRequests>();
        services.TryAddSingleton<RequestLinks>();
        services.TryAddSingleton<RequestNotices>();
        services.TryAddSingleton<RequestStore>();
        services.TryAddScoped<TransferLimits>();
        return services;
    }
}

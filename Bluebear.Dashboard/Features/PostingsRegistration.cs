using Bluebear.Dashboard.Live;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features;

/// <summary>Registers what every feature that posts needs. Each of them may call it.</summary>
internal static class PostingsRegistration
{
    public static IServiceCollection AddPostings(this IServiceCollection services)
    {
        services.TryAddScoped<Postings>();
        services.TryAddScoped<ExplainSpend>();
        services.TryAddSingleton<CachedPrices>();
        services.TryAddScoped<HoldEstimates>();
        services.TryAddScoped<ExplainRequest>();
        services.TryAddScoped<DefaultBudgets>();
        services.TryAddSingleton<SpendPaces>();
        services.TryAddSingleton<BlockedRequests>();
        services.TryAddSingleton<DenialFeed>();
        services.TryAddSingleton<RequestLinks>();
        services.TryAddSingleton<RequestNotices>();
        services.TryAddSingleton<RequestStore>();
        services.TryAddScoped<TransferLimits>();
        return services;
    }
}

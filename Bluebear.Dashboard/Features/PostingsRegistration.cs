using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Features;

/// <summary>Registers what every feature that posts needs. May be called by each of them.</summary>
internal static class PostingsRegistration
{
    public static IServiceCollection AddPostings(this IServiceCollection services)
    {
        services.TryAddScoped<Postings>();
        services.TryAddScoped<ExplainSpend>();
        return services;
    }
}

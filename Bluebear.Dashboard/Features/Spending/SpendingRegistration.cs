using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Registers the services for gateways, and the due work that ends holds and credits.</summary>
internal static class SpendingRegistration
{
    /// <summary>Adds the services, and the due work on holds and credits.</summary>
    public static IServiceCollection AddSpending(this IServiceCollection services) => services.AddPostings()
        .AddSingleton<CachedPrices>()
        .AddScoped<SpendPostings>()
        .AddScoped<HoldEstimates>()
        .AddScoped<ExplainRequest>()
        .AddScoped<HoldCredits>()
        .AddScoped<ChargeRequests>()
        .AddScoped<ReadCharges>()
        .AddScoped<SpendBodies>()
        .AddSingleton<AskUrls>()
        .AddSingleton<PostDue>()
        .AddDueWork<ExpireDueHolds>()
        .AddDueWork<ExpireEndedCredits>();
}

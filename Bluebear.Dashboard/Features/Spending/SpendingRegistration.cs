using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Registers the services for gateways, and the due work that ends holds and credits.</summary>
internal static class SpendingRegistration
{
    /// <summary>Adds the services, and the due work on holds and credits.</summary>
    public static IServiceCollection AddSpending(this IServiceCollection services) => services.AddPostings()
        .AddScoped<SpendPostings>()
        .AddScoped<HoldCredits>()
        .AddScoped<ChargeRequests>()
        .AddScoped<ReadCharges>()
        .AddScoped<SpendBodies>()
        .AddSingleton<AskUrls>()
        .AddSingleton<PostDue>()
        .AddDueWork<DenialNotes>()
        .AddDueWork<ExpireDueHolds>()
        .AddDueWork<ExpireEndedCredits>();
}

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Registers what a gateway asks for, and what keeps balances true while nobody looks.</summary>
internal static class SpendingRegistration
{
    /// <summary>Adds the services, and the sweeper, which runs while the application serves.</summary>
    public static IServiceCollection AddSpending(this IServiceCollection services) => services.AddPostings()
        .AddSingleton<PriceLists>()
        .AddScoped<SpendPostings>()
        .AddScoped<HoldEstimates>()
        .AddScoped<ExplainRequest>()
        .AddScoped<HoldCredits>()
        .AddScoped<ChargeRequests>()
        .AddScoped<ReadCharges>()
        .AddScoped<SpendBodies>()
        .AddHostedService<ExpirySweeper>();
}

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Registers what keeps balances true while nobody looks.</summary>
internal static class SpendingRegistration
{
    /// <summary>Adds the sweeper, which runs while the application serves.</summary>
    public static IServiceCollection AddSpending(this IServiceCollection services) => services.AddHostedService<ExpirySweeper>();
}

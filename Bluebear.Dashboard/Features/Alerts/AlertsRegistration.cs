using Bluebear.Dashboard.Features.Alerts.Evaluating;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>Registers alerts.</summary>
internal static class AlertsRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) =>
        services.AddScreens().AddPostings().AddDueWork<AlertRules>().AddSingleton<StandingLooks>().AddSingleton<SettleDemoAlerts>()
            .AddSingleton<IPostingObserver>(static provider => provider.GetRequiredService<StandingLooks>()).AddScoped<ListAlerts>().AddScoped<AnswerAlerts>()
            .AddScoped<ReadAlertsPage>().AddScoped<ReadAlert>().AddScoped<SetAlertRules>();
}

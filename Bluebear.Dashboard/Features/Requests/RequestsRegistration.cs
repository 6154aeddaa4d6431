using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>Registers requests for credits.</summary>
internal static class RequestsRegistration
{
    public static IServiceCollection AddRequests(this IServiceCollection services) =>
        services.AddPostings().AddScreens().AddDueWork<FinishApprovals>().AddDueWork<OpenCostTickets>()
            .AddScoped<ListRequests>().AddScoped<AskForCredits>().AddScoped<AnswerRequests>().AddScoped<AskByLink>().AddScoped<ManageRequestRules>();
}

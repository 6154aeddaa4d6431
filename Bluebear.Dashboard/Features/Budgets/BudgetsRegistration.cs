using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Registers budgets.</summary>
internal static class BudgetsRegistration
{
    public static IServiceCollection AddBudgets(this IServiceCollection services) =>
        services.AddPostings().AddScreens().AddDueWork<FundDueBudgets>()
            .AddScoped<ListBudgets>().AddScoped<ReadBudget>().AddScoped<PreviewBudget>().AddScoped<ManageBudgets>().AddScoped<BudgetCommitments>()
            .AddScoped<BudgetAccounts>().AddScoped<ReadDefaultBudgets>().AddScoped<BudgetLimits>().AddScoped<ReadBurnDown>();
}

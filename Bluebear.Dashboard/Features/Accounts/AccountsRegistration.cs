namespace Bluebear.Dashboard.Features.Accounts;

/// <summary>Registers accounts' own pages.</summary>
internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services.AddScreens().AddScoped<ReadAccount>();
}

namespace Bluebear.Dashboard.Features.Denials;

/// <summary>Registers the list of denied requests.</summary>
internal static class DenialsRegistration
{
    public static IServiceCollection AddDenials(this IServiceCollection services) => services.AddScreens().AddScoped<ListDenials>();
}

using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.SignIn;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ui.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bluebear.Dashboard.Identity;

/// <summary>Registers people, sign-in and the current caller.</summary>
internal static class IdentityRegistration
{
    /// <summary>Adds people and sign-in. Every endpoint requires a signed-in caller unless it says otherwise.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        // Identity would register a scoped one. This one comes first, is a singleton and has no state.
        services.TryAddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.TryAddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSignIn().AddKeys();
        services.AddSingleton<AuditLog>().AddSingleton<CreateTenant>().AddSingleton<FindTenant>().AddSingleton<AddPerson>()
            .AddSingleton<SetUpInstallation>();
        services.AddHostedService<UnknownTimeZones>();
        services.AddScoped<IShell, PersonShell>().AddScoped<ListPeople>().AddScoped<ChangePeople>();
        return services.AddScoped<CallerPrincipal>().AddScoped<ICurrentCaller, CurrentCaller>();
    }

    /// <summary>Sets each request's principal. Call it after routing and before anything that answers.</summary>
    public static WebApplication UsePeople(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(static (http, next) =>
        {
            http.RequestServices.GetRequiredService<CallerPrincipal>().ActFor(http.User);
            return next(http);
        });
        app.UseMiddleware<PageLimit>();
        return app;
    }

    /// <summary>Maps the endpoints that are not pages.</summary>
    public static void MapPeople(this IEndpointRouteBuilder endpoints) => endpoints.MapSignOut();
}

using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Scheduling;
using Microsoft.AspNetCore.Authentication;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Registers API keys.</summary>
internal static class KeyRegistration
{
    // A hub's client may send its key in the URL, which the framework would log at this level.
    private const string LogOfAddresses = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Adds the keys' services.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddLogging(static logging => logging.AddFilter(LogOfAddresses, LogLevel.Warning));
        services.AddDueWork<RefusedAccess>().AddSingleton<KeyUse>().AddSingleton<CheckKey>().AddSingleton<AddKey>();
        return services.AddScoped<ListKeys>().AddScoped<ChangeKeys>();
    }

    /// <summary>Lets requests identify their caller by a key.</summary>
    public static AuthenticationBuilder AddKeys(this AuthenticationBuilder authentication) =>
        authentication.AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(ApiScopes.AuthenticationScheme, null);
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Hosting.Settings;
using Bluebear.Dashboard.Identity.Keys;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>
/// Sets up ASP.NET Core Identity: people in the database, a session cookie or a key, and no anonymous access by default.
/// </summary>
internal static class SignInRegistration
{
    private const int FailuresBeforeLockout = 5;
    private const string KeyOrSession = "KeyOrSession";
    private static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(5);

    // Requests of programs get an error to read instead of the sign-in page.
    private static readonly string[] ForPrograms =
        [DashboardUrls.ApiPrefix, DashboardUrls.SameOriginApiPrefix, DashboardUrls.HubPrefix, DashboardUrls.CircuitHub];

    /// <summary>Adds everything that signing in needs.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        // First, so that it replaces Identity's own, which only checks lengths.
        services.AddSingleton<IPasswordValidator<Person>, PasswordRulesValidator>();
        services.AddIdentityCore<Person>(Configure)
            .AddUserStore<UserOnlyStore<Person, BluebearDbContext, long>>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = OneTimeLinks.Lifetime);
        services.AddAuthentication(KeyOrSession)
            .AddPolicyScheme(KeyOrSession, null, static scheme => scheme.ForwardDefaultSelector = static http =>
                KeyAuthentication.IsFor(http.Request) ? ApiScopes.AuthenticationScheme : IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, Configure)
            .AddKeys();
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>, AntiforgeryCookie>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddHttpContextAccessor().AddCascadingAuthenticationState();
        services.AddSettings<SignInLimitOptions>("SignIn").AddSingleton<SignInLimits>();
        services.AddSingleton<OpenPages>().AddScoped<CircuitHandler, CountedPage>();
        services.AddSingleton<Sessions>().AddSingleton<KnownDevices>().AddSingleton<SetupToken>();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        return services.AddScoped<PasswordSignIn>().AddScoped<StartPages>().AddScoped<SetPassword>().AddScoped<OneTimeLinks>();
    }

    private static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.Lockout.MaxFailedAccessAttempts = FailuresBeforeLockout;
        options.Lockout.DefaultLockoutTimeSpan = LockoutTime;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "bluebear";
        options.Cookie.HttpOnly = true;
        options.Cookie.IsEssential = true;
        // Lax, so that a link in a mail leads a signed-in person to the page and not to the sign-in.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CookieManager = new SchemeCookies();
        options.LoginPath = DashboardUrls.Login;
        options.LogoutPath = DashboardUrls.Logout;
        options.AccessDeniedPath = DashboardUrls.AccessDenied;
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = SessionRules.IdleLifetime;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = RejectEndedAsync;
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
    }

    private static async Task RejectEndedAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (await sessions.FindPersonAsync(context.Principal!, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
        }
    }

    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (ForPrograms.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Gives the antiforgery cookie the right name for each request, see <see cref="SchemeCookies"/>.</summary>
internal sealed class AntiforgeryCookie(IHttpContextAccessor http) : IConfigureOptions<AntiforgeryOptions>
{
    /// <inheritdoc/>
    public void Configure(AntiforgeryOptions options)
    {
        options.Cookie = new Builder(http) { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, Path = "/" };
        options.SuppressXFrameOptionsHeader = true;
    }

    private sealed class Builder : CookieBuilder
    {
        private const string BaseName = "bluebear-form";
        private readonly IHttpContextAccessor _http;

        public Builder(IHttpContextAccessor http)
        {
            _http = http;
            SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        public override string? Name => SchemeCookies.NameFor(_http.HttpContext, BaseName);
    }
}

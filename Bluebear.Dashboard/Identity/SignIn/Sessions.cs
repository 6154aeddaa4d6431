using System.Globalization;
using System.Security.Claims;
using Bluebear.Dashboard.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Decides whether a session still stands, by what the database says now.</summary>
internal sealed class Sessions(
    IDbContextFactory<BluebearDbContext> contexts, EndedSessions ended, TimeProvider clock, IOptions<IdentityOptions> options)
{
    /// <summary>
    /// The person whose session it is; null if it was signed out, is too old, or the person was disabled or given another password.
    /// </summary>
    public async Task<Person?> FindPersonAsync(ClaimsPrincipal user, CancellationToken cancellation = default)
    {
        if (!IsInTime(user) || IdOf(user) is not { } id)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var person = await context.Users.AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellation);
        var stamp = user.FindFirst(options.Value.ClaimsIdentity.SecurityStampClaimType)?.Value;
        return person is { IsDisabled: false } && person.SecurityStamp == stamp ? person : null;
    }

    private bool IsInTime(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && SessionClaims.IdOf(user) is { } session && !ended.Contains(session)
        && SessionClaims.StartOf(user) is { } start && clock.GetUtcNow() - start < SessionRules.AbsoluteLifetime;

    private long? IdOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(options.Value.ClaimsIdentity.UserIdClaimType)?.Value, NumberStyles.None,
            CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}

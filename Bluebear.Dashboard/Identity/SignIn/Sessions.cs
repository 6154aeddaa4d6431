using System.Globalization;
using System.Security.Claims;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Begins, ends and checks sessions, by what the database says now.</summary>
/// <remarks>
/// A session is valid while its record exists among the person's tokens in the database. So an ended session stays ended: for
/// copies of its cookie, after a restart, and in every process. A record is one row, and reading it needs no extra query.
/// </remarks>
internal sealed class Sessions(
    IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, TimeProvider clock, IOptions<IdentityOptions> options)
{
    // The provider name of session records among a person's tokens.
    private const string Provider = "session";

    /// <summary>Begins a session and records the sign-in, in one commit. Removes records that are too old.</summary>
    /// <returns>The stored person, and the session's claims for the cookie.</returns>
    public Task<(Person Person, Claim[] Claims)> BeginAsync(PersonId id) => writes.WriteAsync(null, async context =>
    {
        var now = clock.GetUtcNow();
        var person = await context.Users.SingleAsync(row => row.Id == id.Value);
        person.LastSignInAt = now;
        var records = await RecordsAsync(context, person.Id);
        context.UserTokens.RemoveRange(records.Where(record => now - StartOf(record) >= SessionRules.AbsoluteLifetime));
        var (session, claims) = SessionClaims.ForNew(now);
        context.UserTokens.Add(new()
        {
            UserId = person.Id,
            LoginProvider = Provider,
            Name = session,
            Value = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        });
        return (person, claims);
    });

    /// <summary>Ends every session of a person with the context's next save.</summary>
    public static async Task EndAllAsync(BluebearDbContext context, long person) =>
        context.UserTokens.RemoveRange(await RecordsAsync(context, person));

    /// <summary>Ends the session for good.</summary>
    public async Task EndAsync(ClaimsPrincipal user)
    {
        if (SessionClaims.IdOf(user) is { } session && IdOf(user) is { } person)
        {
            await writes.WriteAsync(null, async context => context.UserTokens.RemoveRange(
                (await RecordsAsync(context, person)).Where(record => record.Name == session)));
        }
    }

    /// <summary>Ends every session of the person of this session.</summary>
    public Task EndAllAsync(ClaimsPrincipal user) => IdOf(user) is { } person ? EndAllAsync(new PersonId(person)) : Task.CompletedTask;

    /// <summary>Ends every session of a person.</summary>
    public Task EndAllAsync(PersonId person) => writes.WriteAsync(null, context => EndAllAsync(context, person.Value));

    /// <summary>
    /// The person of a session. Null if the session ended or is too old, or the person was disabled or got another password.
    /// </summary>
    public async Task<Person?> FindPersonAsync(ClaimsPrincipal user, CancellationToken cancellation = default)
    {
        if (!IsInTime(user) || IdOf(user) is not { } id || SessionClaims.IdOf(user) is not { } session)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var person = await context.Users.AsNoTracking().SingleOrDefaultAsync(
            candidate => candidate.Id == id && context.UserTokens.Any(
                record => record.UserId == id && record.LoginProvider == Provider && record.Name == session),
            cancellation);
        var stamp = user.FindFirst(options.Value.ClaimsIdentity.SecurityStampClaimType)?.Value;
        return person is { IsDisabled: false } && person.SecurityStamp == stamp ? person : null;
    }

    private static Task<List<IdentityUserToken<long>>> RecordsAsync(BluebearDbContext context, long person) =>
        context.UserTokens.Where(record => record.UserId == person && record.LoginProvider == Provider).ToListAsync();

    private static DateTimeOffset StartOf(IdentityUserToken<long> record) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(record.Value!, CultureInfo.InvariantCulture));

    private bool IsInTime(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && SessionClaims.StartOf(user) is { } start && clock.GetUtcNow() - start < SessionRules.AbsoluteLifetime;

    private long? IdOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(options.Value.ClaimsIdentity.UserIdClaimType)?.Value, NumberStyles.None,
            CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}

using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>How an attempt to sign in ended.</summary>
/// <param name="IsSignedIn">True where a session began.</param>
/// <param name="RetryAfter">Where the attempt was not even looked at, because there were too many: when to try again; else null.</param>
internal readonly record struct SignInAnswer(bool IsSignedIn, TimeSpan? RetryAfter = null);

/// <summary>Signs people in by e-mail address and password.</summary>
/// <remarks>
/// Guarantees: whether an address is unknown, its password wrong, the person disabled or locked shows neither in the answer nor in
/// its time: each costs one password hash, and a failure answers after a fixed time. An address that keeps failing is refused before
/// anything is hashed, and hashing never takes more than half of the machine. A browser in which the person signed in before is not
/// refused for what others at its address do.
/// </remarks>
internal sealed class PasswordSignIn(
    UserManager<Person> people, SignInManager<Person> signIn, IPasswordHasher<Person> hasher, KnownDevices devices, Sessions sessions,
    SignInLimits limits, TimeProvider clock)
{
    // Above what a hash and the write of a failure take, so that neither shows.
    private static readonly TimeSpan FailureTime = TimeSpan.FromMilliseconds(600);

    // Of a password that nobody has, to spend the same time where there is nothing to compare with.
    private static string? _hashOfNobody;

    /// <summary>Signs the person in, or says that something does not fit, or that there were too many attempts.</summary>
    public async Task<SignInAnswer> TryAsync(HttpContext http, string email, string password)
    {
        var started = clock.GetTimestamp();
        var person = await people.FindByEmailAsync(email.Trim());
        var device = person is null ? null : devices.Find(http, person);
        using var attempt = await limits.BeginAsync(device is null ? http.Connection.RemoteIpAddress : null, http.RequestAborted);
        if (attempt.RetryAfter is { } later)
        {
            return new(false, later);
        }

        if (await IsRightAsync(person, device, password))
        {
            attempt.Succeed();
            await SignInAsync(http, person!);
            return new(true);
        }

        attempt.EndHashing();
        if (FailureTime - clock.GetElapsedTime(started) is { } left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, http.RequestAborted);
        }

        return new(false);
    }

    /// <summary>Begins a session for a person who proved who they are.</summary>
    public async Task SignInAsync(HttpContext http, Person known)
    {
        var (person, claims) = await sessions.BeginAsync(new PersonId(known.Id));
        await signIn.SignInWithClaimsAsync(person, isPersistent: false, claims);
        devices.Remember(http, person);
    }

    private async Task<bool> IsRightAsync(Person? person, string? device, string password)
    {
        if (person is not { IsDisabled: false, PasswordHash: not null })
        {
            CompareWithNobody(password);
            return false;
        }

        if (device is null)
        {
            var result = await signIn.CheckPasswordSignInAsync(person, password, lockoutOnFailure: true);
            if (result.IsLockedOut)
            {
                CompareWithNobody(password);
            }

            return result.Succeeded;
        }

        var right = await people.CheckPasswordAsync(person, password);
        if (!right)
        {
            devices.CountFailure(device);
        }

        return right;
    }

    private void CompareWithNobody(string password)
    {
        var nobody = new Person();
        _hashOfNobody ??= hasher.HashPassword(nobody, GeneratedPassword.Create());
        hasher.VerifyHashedPassword(nobody, _hashOfNobody, password);
    }
}

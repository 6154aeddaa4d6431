using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>How an attempt to sign in ended.</summary>
/// <param name="IsSignedIn">True if a session began.</param>
/// <param name="RetryAfter">The time to wait if there were too many attempts and this one was not checked; otherwise
/// null.</param>
/// <param name="Person">Whose session began; otherwise null.</param>
internal readonly record struct SignInAnswer(bool IsSignedIn, TimeSpan? RetryAfter = null, Person? Person = null);

/// <summary>Signs people in by e-mail address and password.</summary>
/// <remarks>
/// Guarantees: neither the answer nor its time reveals whether an address is unknown, its password wrong, or the person disabled
/// or locked. Each attempt costs one password hash, and a failure answers after a fixed time. An address that keeps failing is
/// refused before anything is hashed, and hashing never takes more than half of the machine. A browser in which the person signed
/// in before is not refused because of other browsers at its address.
/// </remarks>
internal sealed class PasswordSignIn(
    UserManager<Person> people, SignInManager<Person> signIn, IPasswordHasher<Person> hasher, KnownDevices devices, Sessions sessions,
    SignInLimits limits, TimeProvider clock)
{
    // Longer than a hash and the write of a failure take together, so that neither shows.
    private static readonly TimeSpan FailureTime = TimeSpan.FromMilliseconds(600);

    // The hash of a password that no one has. Takes the same time if there is no hash to compare with.
    private static string? _hashOfNobody;

    /// <summary>
    /// Signs the person in. Otherwise says that the address or password is wrong, or that there were too many attempts.
    /// </summary>
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
            return new(true, Person: person);
        }

        attempt.EndHashing();
        if (FailureTime - clock.GetElapsedTime(started) is { } left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, http.RequestAborted);
        }

        return new(false);
    }

    /// <summary>Begins a session for a person who has proved their identity.</summary>
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

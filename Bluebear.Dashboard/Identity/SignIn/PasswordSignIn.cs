using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Signs people in by e-mail address and password.</summary>
/// <remarks>
/// Guarantees: whether an address is unknown, its password wrong, the person disabled or locked shows neither in the answer nor in
/// its time: each costs one password hash, and a failure answers after a fixed time.
/// </remarks>
internal sealed class PasswordSignIn(
    UserManager<Person> people, SignInManager<Person> signIn, IPasswordHasher<Person> hasher, KnownDevices devices, TimeProvider clock)
{
    // Above what a hash and the write of a failure take, so that neither shows.
    private static readonly TimeSpan FailureTime = TimeSpan.FromMilliseconds(600);

    // Of a password that nobody has, to spend the same time where there is nothing to compare with.
    private static string? _hashOfNobody;

    /// <summary>Signs the person in and answers true, or false where anything at all does not fit.</summary>
    public async Task<bool> TryAsync(HttpContext http, string email, string password)
    {
        var started = clock.GetTimestamp();
        var person = await people.FindByEmailAsync(email.Trim());
        if (person is { IsDisabled: false, PasswordHash: not null })
        {
            if (await IsRightAsync(http, person, password))
            {
                await SignInAsync(http, person);
                return true;
            }
        }
        else
        {
            CompareWithNobody(password);
        }

        if (FailureTime - clock.GetElapsedTime(started) is { } left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, http.RequestAborted);
        }

        return false;
    }

    /// <summary>Begins a session for a person who proved who they are.</summary>
    public async Task SignInAsync(HttpContext http, Person known)
    {
        // Whoever was created a moment ago comes from another context than the manager's.
        var person = await people.FindByIdAsync(known.Id.ToString(CultureInfo.InvariantCulture))
            ?? throw new InvalidOperationException("The person is gone.");
        person.LastSignInAt = clock.GetUtcNow();
        await people.UpdateAsync(person);
        await signIn.SignInWithClaimsAsync(person, isPersistent: false, SessionClaims.ForNew(clock));
        devices.Remember(http, person);
    }

    private async Task<bool> IsRightAsync(HttpContext http, Person person, string password)
    {
        if (devices.Find(http, person) is not { } device)
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

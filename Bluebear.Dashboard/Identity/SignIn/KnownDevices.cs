using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Browsers in which a person signed in before. Singleton.</summary>
/// <remarks>
/// A stranger who keeps guessing locks a person's account again and again. Guesses from a browser that knows the person are
/// counted separately, so that no one stays locked out, above all not the last finance admin.
/// </remarks>
internal sealed class KnownDevices(IDataProtectionProvider protection)
{
    /// <summary>The number of wrong passwords after which a browser no longer counts as known.</summary>
    public const int MaxFailures = 5;

    private const string Cookie = "bluebear-device";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);
    private readonly SchemeCookies _cookies = new();
    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("Bluebear.KnownDevice").ToTimeLimitedDataProtector();
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);

    /// <summary>The id of the browser if the person signed in there before and it has guesses left; otherwise null.</summary>
    public string? Find(HttpContext http, Person person) =>
        Read(http) is { } device && device.Person == person.Id && _failures.GetValueOrDefault(device.Id) < MaxFailures
            ? device.Id
            : null;

    /// <summary>Counts a wrong password from a known browser.</summary>
    public void CountFailure(string device) => _failures.AddOrUpdate(device, 1, static (_, count) => count + 1);

    /// <summary>Remembers that the person signed in here.</summary>
    public void Remember(HttpContext http, Person person)
    {
        if (Read(http) is { } known)
        {
            _failures.TryRemove(known.Id, out _);
        }

        var device = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var value = _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{person.Id} {device}"), Lifetime);
        _cookies.AppendResponseCookie(http, Cookie, value,
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = Lifetime });
    }

    private (long Person, string Id)? Read(HttpContext http)
    {
        if (_cookies.GetRequestCookie(http, Cookie) is not { Length: > 0 } value)
        {
            return null;
        }

        try
        {
            var parts = _protector.Unprotect(value).Split(' ');
            return (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
        }
        catch (CryptographicException)
        {
            // Expired, forged, or protected with lost keys: treat it like any other browser.
            return null;
        }
    }
}

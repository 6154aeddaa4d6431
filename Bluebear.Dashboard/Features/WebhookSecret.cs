using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bluebear.Dashboard.Data.Model.Delivery;
using Microsoft.AspNetCore.DataProtection;

namespace Bluebear.Dashboard.Features;

/// <summary>The secrets of endpoints: <c>whsec_</c> and base64, stored protected by the application's keys, and used to sign.</summary>
public sealed class WebhookSecret(IDataProtectionProvider protection)
{
    /// <summary>How long messages are signed with the previous secret, too.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>What people read if a stored secret cannot be opened.</summary>
    public const string Unreadable = "The secret cannot be read: the application's keys have changed. Rotate the secret.";

    private const string Prefix = "whsec_";
    private const int Size = 32;
    private readonly IDataProtector _protector = protection.CreateProtector("Bluebear.Dashboard.Webhooks.Secret");

    /// <summary>A new secret as it is shown, once.</summary>
    public static string Create() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));

    /// <summary>The secret as it is stored.</summary>
    public string Protect(string secret) => _protector.Protect(secret);

    private byte[] KeyOf(string stored) => Convert.FromBase64String(_protector.Unprotect(stored)[Prefix.Length..]);

    /// <summary>The keys that sign an endpoint's messages now: the current one, and the one before while it still counts.</summary>
    /// <exception cref="CryptographicException">The application's keys do not open them.</exception>
    public IReadOnlyList<byte[]> KeysOf(WebhookEndpointRow endpoint, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.PreviousUntil > now
        ? [KeyOf(endpoint.Secret), KeyOf(endpoint.PreviousSecret!)] : [KeyOf(endpoint.Secret)];
    }

    /// <summary>The value of the header <c>webhook-signature</c>: a signature for each key.</summary>
    /// <param name="keys">The keys; the current one first.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">When it is sent, in seconds since 1970.</param>
    /// <param name="body">Its body.</param>
    public static string Sign(IEnumerable<byte[]> keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }
}

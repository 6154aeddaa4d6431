using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Bluebear.Dashboard.Features;

/// <summary>What a link for asking for credits says.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Account">The account to ask for.</param>
/// <param name="Number">A number of its own: the link is good for one request.</param>
public sealed record RequestLink(TenantId Tenant, AccountId Account, Guid Number)
{
    /// <summary>The key under which its request is filed, so once.</summary>
    public OperationKey FilingKey => new("link:" + Number.ToString("n"));
}

/// <summary>
/// Signed links with which someone who was refused credits can ask for them without signing in: good for one account, one request and
/// <see cref="Lifetime"/>. Singleton.
/// </summary>
public sealed class RequestLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const int Length = sizeof(int) + sizeof(long) + sizeof(long) + 16;

    private readonly IDataProtector _protector = protection.CreateProtector("Bluebear.RequestLink");

    /// <summary>The path of a new link.</summary>
    public string Create(AccountId account)
    {
        var plain = new byte[Length];
        BinaryPrimitives.WriteInt32LittleEndian(plain, account.Tenant.Value);
        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(4), account.Value);
        BinaryPrimitives.WriteInt64LittleEndian(plain.AsSpan(12), (clock.GetUtcNow() + Lifetime).UtcTicks);
        RandomNumberGenerator.Fill(plain.AsSpan(20));
        return DashboardUrls.Ask(Base64Url.EncodeToString(_protector.Protect(plain)));
    }

    /// <summary>What a link says; null if it is none of ours, changed, or too old.</summary>
    public RequestLink? Find(string? token)
    {
        if (string.IsNullOrEmpty(token) || !Base64Url.IsValid(token))
        {
            return null;
        }

        try
        {
            var plain = _protector.Unprotect(Base64Url.DecodeFromChars(token));
            return BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(12)) > clock.GetUtcNow().UtcTicks
                ? new(new(BinaryPrimitives.ReadInt32LittleEndian(plain)), new(BinaryPrimitives.ReadInt64LittleEndian(plain.AsSpan(4))), new Guid(plain.AsSpan(20, 16)))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

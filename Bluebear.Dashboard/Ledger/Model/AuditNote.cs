using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>A change that is no movement of credits, for the record.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What was done, as stored: <c>account.change</c>.</param>
/// <param name="Subject">To what.</param>
/// <param name="Before">How it was, or null.</param>
/// <param name="After">How it is, or null.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record AuditNote(
    TenantId Tenant, DateTimeOffset RecordedAt, string Actor, string Action, string Subject, string? Before, string? After, string? Reason)
{
    /// <summary>
    /// The action that erases texts of a person: <see cref="After"/> then names them, a line each (<c>text 5</c>, <c>event 7</c>). Their
    /// salts are gone with them; <c>verify</c> accepts no other that has none.
    /// </summary>
    public const string Erased = "texts.erased";

    /// <summary>The number of the person who did it, or null where no one signed in.</summary>
    public long? Person { get; init; }

    /// <summary>The digest of its texts.</summary>
    public byte[] DigestWith(ReadOnlySpan<byte> salt) => SaltedDigest.Of(salt, Actor, Subject, Before, After, Reason);
}

using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>An entry of the audit log: a change that moves no credits.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What was done, as stored: <c>account.change</c>.</param>
/// <param name="Subject">What was changed.</param>
/// <param name="Before">The value before, or null.</param>
/// <param name="After">The value after, or null.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record AuditNote(
    TenantId Tenant, DateTimeOffset RecordedAt, string Actor, string Action, string Subject, string? Before, string? After, string? Reason)
{
    /// <summary>
    /// The action that erases texts of a person. <see cref="After"/> then names them, one on each line (<c>text 5</c>, <c>event
    /// 7</c>). Their salts are erased too; <c>verify</c> accepts no other text without a salt.
    /// </summary>
    public const string Erased = "texts.erased";

    /// <summary>The number of the person who did it, or null if no one was signed in.</summary>
    public long? Person { get; init; }

    /// <summary>The digest of its texts.</summary>
    public byte[] DigestWith(ReadOnlySpan<byte> salt) => SaltedDigest.Of(salt, Actor, Subject, Before, After, Reason);
}

using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>
/// Compares every interned text with the digest under its seal. An erased text needs an entry in the audit log.
/// </summary>
internal sealed class TextCheck(RecordCheck record, Differences differences)
{
    /// <summary>Compares a text and returns it.</summary>
    public InternedText Checked(InternedText text)
    {
        var number = TenantScopedId.NumberOf(text.Id.Value);
        if (text.Salt.IsEmpty)
        {
            if (!record.IsErased($"text {number}"))
            {
                differences.Add($"Text {number} was erased, but no erasure of it is on the record.");
            }
        }
        else if (!text.Digest.Span.SequenceEqual(SaltedDigest.Of(text.Salt.Span, text.Value)))
        {
            differences.Add($"Text {number} was changed.");
        }

        return text;
    }
}

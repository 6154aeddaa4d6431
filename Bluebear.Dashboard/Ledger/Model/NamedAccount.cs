using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>An account as an operation names it: which one that is, and what its caller called it.</summary>
/// <param name="Id">The account; <see cref="AccountId.None"/> where none is called so.</param>
/// <param name="SentAs">
/// The id or ref that was sent, as <see cref="Account.NameKey"/>; null where the caller knew the account itself, as screens do.
/// </param>
/// <remarks>
/// What was sent is what makes two requests the same: a ref may be another account's by the time a request is repeated, or nobody's. A
/// name that nobody bears is refused by the ledger and not before it, which looks for an earlier answer first.
/// </remarks>
public readonly record struct NamedAccount(AccountId Id, string? SentAs = null)
{
    /// <summary>An account that is known itself.</summary>
    public static implicit operator NamedAccount(AccountId id) => new(id);

    /// <summary>What a text names.</summary>
    /// <param name="text">The id or ref as it was sent.</param>
    /// <param name="tenant">Whose account it would be.</param>
    /// <param name="found">The account that is called so now, or null.</param>
    public static NamedAccount Sent(string text, TenantId tenant, AccountId? found) =>
        new(found ?? AccountId.None(tenant), Account.NameKey(text));

    internal void Describe(FingerprintWriter writer)
    {
        writer.Add(SentAs);
        if (SentAs is null)
        {
            writer.Add(Id.Value);
        }
    }
}

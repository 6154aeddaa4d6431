using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>An account as an operation names it: the account, and the text that the caller sent for it.</summary>
/// <param name="Id">The account; <see cref="AccountId.None"/> if no account has that name.</param>
/// <param name="SentAs">
/// The id or ref that was sent, as <see cref="Account.NameKey"/>. Null if the caller already had the account, as screens do.
/// </param>
/// <remarks>
/// The sent text is part of the request's fingerprint: by the time a request is repeated, its ref may belong to another account,
/// or to none. The ledger itself refuses an unknown name, because it must look for an earlier answer first.
/// </remarks>
public readonly record struct NamedAccount(AccountId Id, string? SentAs = null)
{
    /// <summary>An account that the caller already has.</summary>
    public static implicit operator NamedAccount(AccountId id) => new(id);

    /// <summary>The account that a text names.</summary>
    /// <param name="text">The id or ref as it was sent.</param>
    /// <param name="tenant">The caller's tenant.</param>
    /// <param name="found">The account that has that id or ref now, or null.</param>
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

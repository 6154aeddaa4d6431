using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A wallet (an account) as the HTTP API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is for: <c>workspace</c>, <c>team</c>, <c>agent</c>, whatever a tenant uses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ref">The tenant's own reference; serves wherever the id does.</param>
/// <param name="ParentId">The wallet above it.</param>
/// <param name="IsPrimary">Whether it is the tenant's pool.</param>
/// <param name="Status"><c>active</c> or <c>deleted</c>.</param>
/// <param name="Posted">Available and reserved together.</param>
/// <param name="Reserved">Set aside by open reservations.</param>
/// <param name="Available">Free to spend, hold or move.</param>
/// <param name="EffectiveAvailable">What a request charged to it could draw through its charging path.</param>
/// <param name="Overage">Usage that nothing could pay for yet.</param>
/// <param name="Base">
/// Its balance after the last purchase, allocation or expiry that stands: what <c>used</c> and warnings are shares of. Null as of an
/// instant, and never below zero.
/// </param>
/// <param name="Used">What was used of <c>base</c>: neither available nor reserved. Null as of an instant.</param>
/// <param name="OnExhausted">Its own rule for when it cannot cover a request; null where the route's holds.</param>
public sealed record WalletAnswer(
    string Id, string Kind, string Name, string? Ref, string? ParentId, bool IsPrimary, AccountStatus Status, Credits Posted,
    Credits Reserved, Credits Available, Credits EffectiveAvailable, Credits Overage, Credits? Base, Credits? Used, OnExhausted? OnExhausted)
{
    /// <summary>The wallet's public id.</summary>
    public static string IdOf(AccountId account) => PublicId.Format(PublicId.Account, account.Value);

    /// <summary>The wallet's public id, or null for none.</summary>
    public static string? IdOf(AccountId? account) => account is { } id ? IdOf(id) : null;
}

using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A wallet (an account) as the HTTP API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind: <c>workspace</c>, <c>team</c>, <c>agent</c>, or any other that the tenant uses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ref">The tenant's own reference. It can be used everywhere instead of the id.</param>
/// <param name="ParentId">The wallet above it.</param>
/// <param name="IsPrimary">Whether it is the tenant's pool.</param>
/// <param name="Status"><c>active</c> or <c>deleted</c>.</param>
/// <param name="Posted">Available and reserved together.</param>
/// <param name="Reserved">Set aside by open reservations.</param>
/// <param name="Available">Credits that can be spent, held or moved.</param>
/// <param name="EffectiveAvailable">What a request charged to it could draw through its charging path.</param>
/// <param name="Overage">Usage that no credits have paid for yet.</param>
/// <param name="Base">
/// Its balance after the last purchase, allocation or expiry that was not undone. <c>used</c> and warnings are shares of it. Null
/// as of an instant; never below zero.
/// </param>
/// <param name="Used">The part of <c>base</c> that was used: neither available nor reserved. Null as of an instant.</param>
/// <param name="OnExhausted">Its own rule for a request that it cannot cover; null to follow the route.</param>
public sealed record WalletAnswer(
    string Id, string Kind, string Name, string? Ref, string? ParentId, bool IsPrimary, AccountStatus Status, Credits Posted,
    Credits Reserved, Credits Available, Credits EffectiveAvailable, Credits Overage, Credits? Base, Credits? Used, OnExhausted? OnExhausted)
{
    /// <summary>The wallet's public id.</summary>
    public static string IdOf(AccountId account) => PublicId.Format(PublicId.Account, account.Value);

    /// <summary>The wallet's public id, or null for none.</summary>
    public static string? IdOf(AccountId? account) => account is { } id ? IdOf(id) : null;
}

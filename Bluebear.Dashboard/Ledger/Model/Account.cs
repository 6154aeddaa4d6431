using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>Whether an account can take part in movements. A closed set; the values are stored.</summary>
public enum AccountStatus
{
    /// <summary>It holds credits and pays.</summary>
    Active = 0,

    /// <summary>It was deleted: closed for good, with its history kept.</summary>
    Deleted = 1,
}

/// <summary>The kinds of account that the product itself speaks of. A kind is data: any other well-formed one works alike.</summary>
public static class AccountKinds
{
    /// <summary>The tenant's pool, the Primary Workspace. Exactly one a tenant.</summary>
    public const string Tenant = "tenant";

    /// <summary>An organization above workspaces.</summary>
    public const string Organization = "organization";

    /// <summary>A pool that several workspaces or teams share.</summary>
    public const string SharedPool = "shared-pool";

    /// <summary>A workspace (project).</summary>
    public const string Workspace = "workspace";

    /// <summary>A team.</summary>
    public const string Team = "team";

    /// <summary>A user's own account.</summary>
    public const string User = "user";

    /// <summary>The longest kind, in characters.</summary>
    public const int MaxLength = 40;

    /// <summary>True for a kind as the ledger accepts it: 1-40 lower-case letters, digits and inner hyphens.</summary>
    public static bool IsWellFormed(string? kind) =>
        kind is { Length: > 0 and <= MaxLength } && kind[0] != '-' && kind[^1] != '-'
        && kind.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>Anything that holds credits, with its figures as the books stand. Changes make a new value.</summary>
/// <remarks>
/// Guarantees: <see cref="Available"/>, <see cref="Reserved"/> and <see cref="Overage"/> are never below zero and each equals the
/// sum of the account's entries in that bucket (overage: their negative).
/// </remarks>
public sealed record Account
{
    /// <summary>The account's id.</summary>
    public required AccountId Id { get; init; }

    /// <summary>Its kind, see <see cref="AccountKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name, see <see cref="AccountName"/>; unique among the active accounts of its kind without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant's own reference for it, or none; unique among all active accounts without regard to case.</summary>
    public string? Ref { get; init; }

    /// <summary>The account above it, or none. Parents never form a circle.</summary>
    public AccountId? Parent { get; init; }

    /// <summary>Active or deleted.</summary>
    public AccountStatus Status { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was deleted, or null.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Credits free to spend, hold or move.</summary>
    public Credits Available { get; init; }

    /// <summary>Credits set aside by holds.</summary>
    public Credits Reserved { get; init; }

    /// <summary>Usage that happened and that nothing could pay for yet, as a positive figure; not part of <see cref="Posted"/>.</summary>
    public Credits Overage { get; init; }

    /// <summary>Available and reserved together.</summary>
    public Credits Posted => Available + Reserved;

    /// <summary>The number of the account's last entry; its entries are numbered from 1 without a gap.</summary>
    public long EntrySequence { get; init; }

    /// <summary>
    /// The base: the balance after the last purchase, allocation or expiry that stands, which "used" and "percent left" are shares of.
    /// Below zero only after refunds of usage from before it.
    /// </summary>
    public Credits ReferenceBalance { get; init; }

    /// <summary>The transfer that set <see cref="ReferenceBalance"/>, or null while none stands.</summary>
    public TransferId? ReferenceTransfer { get; init; }

    /// <summary>The period of Workspace Budget mode (<see cref="TenantHead.ModeEra"/>) that <see cref="StandingAllocations"/> counts in.</summary>
    public long AllocationEra { get; init; }

    /// <summary>Allocations that reached the account in <see cref="AllocationEra"/> and have not been reversed.</summary>
    public int StandingAllocations { get; init; }

    /// <summary>Its own rule for when it cannot cover a request, or null: the route's step decides.</summary>
    public OnExhausted? OnExhausted { get; init; }

    /// <summary>True for the Primary Workspace.</summary>
    public bool IsPrimary => Kind == AccountKinds.Tenant;

    /// <summary>True for an account that was not deleted.</summary>
    public bool IsActive => Status == AccountStatus.Active;

    /// <summary>
    /// Whether an allocation stands since Workspace Budget mode last began; without one the account draws on others
    /// (product.md, Who pays).
    /// </summary>
    public bool HasAllocation(TenantHead head) => StandingAllocations > 0 && AllocationEra == head.ModeEra;

    /// <summary>What two names share if they are the same without regard to case, to outer blanks and to what cannot be seen.</summary>
    public static string NameKey(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.Trim();
        // What no account can be called is still looked for, and must not throw.
        return (InternedText.IsRecordable(trimmed) ? InternedText.WithoutInvisible(trimmed).Trim().Normalize() : trimmed).ToUpperInvariant();
    }
}

using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>Whether an account can take part in movements. A closed set; the values are stored.</summary>
public enum AccountStatus
{
    /// <summary>It has credits and pays.</summary>
    Active = 0,

    /// <summary>It is closed for good. Its history stays.</summary>
    Deleted = 1,
}

/// <summary>
/// The account kinds that the product itself uses. A kind is data: any other well-formed kind works in the same way.
/// </summary>
public static class AccountKinds
{
    /// <summary>The tenant's pool, the Primary Workspace. Each tenant has exactly one.</summary>
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

    /// <summary>True for a kind that the ledger accepts: 1-40 lower-case letters, digits and inner hyphens.</summary>
    public static bool IsWellFormed(string? kind) =>
        kind is { Length: > 0 and <= MaxLength } && kind[0] != '-' && kind[^1] != '-'
        && kind.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>Anything that has credits, with its current figures. Changes make a new value.</summary>
/// <remarks>
/// Guarantees: <see cref="Available"/>, <see cref="Reserved"/> and <see cref="Overage"/> are never below zero. Each equals the
/// sum of the account's entries in that bucket (for overage, the negated sum).
/// </remarks>
public sealed record Account
{
    /// <summary>The account's id.</summary>
    public required AccountId Id { get; init; }

    /// <summary>Its kind, see <see cref="AccountKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// Its name, see <see cref="AccountName"/>. Unique among the active accounts of its kind, ignoring letter case.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The tenant's own reference for it, or null. Unique among all active accounts, ignoring letter case.</summary>
    public string? Ref { get; init; }

    /// <summary>The account above it, or null. Parents never form a circle.</summary>
    public AccountId? Parent { get; init; }

    /// <summary>Active or deleted.</summary>
    public AccountStatus Status { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was deleted, or null.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Credits that can be spent, held or moved.</summary>
    public Credits Available { get; init; }

    /// <summary>Credits set aside by holds.</summary>
    public Credits Reserved { get; init; }

    /// <summary>
    /// Usage that happened and that no credits have paid for yet, as a positive figure. Not part of <see cref="Posted"/>.
    /// </summary>
    public Credits Overage { get; init; }

    /// <summary>Available and reserved together.</summary>
    public Credits Posted => Available + Reserved;

    /// <summary>The number of the account's last entry. Entries are numbered from 1 without gaps.</summary>
    public long EntrySequence { get; init; }

    /// <summary>
    /// The base: the balance after the last purchase, allocation or expiry that was not undone. "Used" and "percent left" are
    /// shares of it. Below zero only after refunds of earlier usage.
    /// </summary>
    public Credits ReferenceBalance { get; init; }

    /// <summary>The transfer that set <see cref="ReferenceBalance"/>, or null if there is none.</summary>
    public TransferId? ReferenceTransfer { get; init; }

    /// <summary>
    /// The period of Workspace Budget mode (<see cref="TenantHead.ModeEra"/>) of <see cref="StandingAllocations"/>.
    /// </summary>
    public long AllocationEra { get; init; }

    /// <summary>
    /// The number of allocations that reached the account in <see cref="AllocationEra"/> and were not reversed.
    /// </summary>
    public int StandingAllocations { get; init; }

    /// <summary>
    /// When something is due on the account's budgets next; in the past while one of them waits for funds. Null without running
    /// budgets. The only thing that an operation looks at on an account without budgets.
    /// </summary>
    public DateTimeOffset? NextBudgetAt { get; init; }

    /// <summary>The number of its budgets that have a period that runs.</summary>
    public int RunningBudgets { get; init; }

    /// <summary>The account's own rule for a request that it cannot cover, or null to follow the route's step.</summary>
    public OnExhausted? OnExhausted { get; init; }

    /// <summary>True for the Primary Workspace.</summary>
    public bool IsPrimary => Kind == AccountKinds.Tenant;

    /// <summary>True unless the account was deleted.</summary>
    public bool IsActive => Status == AccountStatus.Active;

    /// <summary>
    /// Whether a budget of the account runs, or an allocation reached it since Workspace Budget mode last began and was not
    /// reversed. An account with neither draws on others (product.md, Who pays).
    /// </summary>
    public bool HasAllocation(TenantHead head) => RunningBudgets > 0 || (StandingAllocations > 0 && AllocationEra == head.ModeEra);

    /// <summary>
    /// The form in which names are compared: equal for names that differ only in letter case, outer spaces or invisible
    /// characters.
    /// </summary>
    public static string NameKey(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.Trim();
        // A search may contain text that no name can have. It must not throw.
        return (InternedText.IsRecordable(trimmed) ? InternedText.WithoutInvisible(trimmed).Trim().Normalize() : trimmed).ToUpperInvariant();
    }
}

namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>
/// Builds ids: the tenant's number and a number of the thing itself (counted for each kind of thing), in one positive 64-bit
/// integer.
/// </summary>
/// <remarks>
/// A tenant's transfers are numbered without gaps in the order of writing. Because an id contains its tenant, the database can
/// check it, and a query for another tenant's id finds nothing.
/// </remarks>
public static class TenantScopedId
{
    /// <summary>Bits of the thing's own number: about 1.1 trillion of each kind for a tenant.</summary>
    public const int NumberBits = 40;

    /// <summary>The largest own number.</summary>
    public const long MaxNumber = (1L << NumberBits) - 1;

    /// <summary>The id of thing <paramref name="number"/> (1 and up) of a tenant.</summary>
    public static long Compose(TenantId tenant, long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        return ((long)tenant.Value << NumberBits) | number;
    }

    /// <summary>The tenant that an id belongs to.</summary>
    public static TenantId TenantOf(long id) => new((int)(id >> NumberBits));

    /// <summary>The thing's own number in its tenant.</summary>
    public static long NumberOf(long id) => id & MaxNumber;
}

/// <summary>A tenant: one company. Numbered from 1; at most 2^22.</summary>
/// <param name="Value">The tenant's number.</param>
public readonly record struct TenantId(int Value);

/// <summary>An account (a "wallet" of the HTTP API).</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct AccountId(long Value)
{
    /// <summary>The tenant that the account belongs to.</summary>
    public TenantId Tenant => TenantScopedId.TenantOf(Value);

    /// <summary>True for <see cref="None"/>.</summary>
    public bool IsNone => TenantScopedId.NumberOf(Value) == 0;

    /// <summary>
    /// An id that no account of the tenant ever has. Queries use it for a name that no account has, and find nothing.
    /// </summary>
    public static AccountId None(TenantId tenant) => new(TenantScopedId.Compose(tenant, 0));
}

/// <summary>A purchase: the only way credits come into being.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>; a later purchase has a larger one.</param>
public readonly record struct PurchaseId(long Value);

/// <summary>A lot: the part of one account's credits that came from one purchase and budget period.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct LotId(long Value);

/// <summary>A budget: a plan that puts credits on an account.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct BudgetId(long Value)
{
    /// <summary>The tenant that the budget belongs to.</summary>
    public TenantId Tenant => TenantScopedId.TenantOf(Value);
}

/// <summary>A budget period, or none (the default): credits that belong to no budget.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>; 0 for none.</param>
public readonly record struct BudgetPeriodId(long Value)
{
    /// <summary>No budget period.</summary>
    public static BudgetPeriodId None => default;

    /// <summary>True for credits that belong to no budget.</summary>
    public bool IsNone => Value == 0;
}

/// <summary>A transfer: one entry group whose entries sum to zero.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>; gapless within the tenant, in the order of writing.</param>
public readonly record struct TransferId(long Value);

/// <summary>A hold (reservation).</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct HoldId(long Value);

/// <summary>A charge: usage recorded once, with its facts.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>; later usage records have larger ones.</param>
public readonly record struct ChargeId(long Value);

/// <summary>A text that the books refer to (who, why, which model), stored once for a tenant.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct TextId(long Value);

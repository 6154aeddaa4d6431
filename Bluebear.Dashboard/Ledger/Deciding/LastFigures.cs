namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// An account's figures after its last entry, and the sums of its lots. The account itself must have the same figures.
/// </summary>
/// <param name="Sequence">The last entry's number; 0 before the first.</param>
/// <param name="Available">Available credits after it.</param>
/// <param name="Reserved">Reserved credits after it.</param>
/// <param name="Overage">Overage after the last entry that changed it, as shown: never below zero.</param>
/// <param name="AvailableInLots">The available credits of all its lots.</param>
/// <param name="ReservedInLots">The reserved credits of all its lots.</param>
public sealed record LastFigures(
    long Sequence, Credits Available, Credits Reserved, Credits Overage, Credits AvailableInLots, Credits ReservedInLots)
{
    /// <summary>
    /// The first difference between the account and these figures, in a sentence that names the account; null if there is none.
    /// </summary>
    public string? FindDifference(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        (string Figure, Credits Stored, Credits Counted)[] figures =
        [
            ("available", account.Available, Available), ("reserved", account.Reserved, Reserved), ("overage", account.Overage, Overage),
            ("available in its lots", AvailableInLots, Available), ("reserved in its lots", ReservedInLots, Reserved),
        ];
        foreach (var (figure, stored, counted) in figures)
        {
            if (stored != counted)
            {
                return $"{NameOf(account)}: {figure} is {stored}, but {counted} by its last entry.";
            }
        }

        return account.EntrySequence == Sequence ? null
            : $"{NameOf(account)}: its last entry is number {Sequence}, not {account.EntrySequence}.";
    }

    private static string NameOf(Account account) =>
        $"Account {TenantScopedId.NumberOf(account.Id.Value)} ({PublicId.Format(PublicId.Account, account.Id.Value)})";
}

/// <summary>The writer found an account that differs from its entries. The same commit stops the tenant's moves.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="At">The time of finding.</param>
/// <param name="Difference">The difference, in a sentence that names the account.</param>
public sealed record FoundDifference(TenantId Tenant, DateTimeOffset At, string Difference)
{
    /// <summary>The action's name in the audit log.</summary>
    public const string Action = "moves.stopped";

    /// <summary>The difference as an entry of the audit log.</summary>
    /// <param name="company">The tenant's name.</param>
    public AuditNote ToNote(string company) => new(Tenant, At, "Bluebear", Action, company, null, Difference, null);
}

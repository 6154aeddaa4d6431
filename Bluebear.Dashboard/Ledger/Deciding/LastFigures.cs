namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>How an account stood after its last entry, and what its lots hold: what the account itself must say, too.</summary>
/// <param name="Sequence">The last entry's number; 0 before the first.</param>
/// <param name="Available">Available after it.</param>
/// <param name="Reserved">Reserved after it.</param>
/// <param name="Overage">Overage after the last entry that changed it, as shown: not below zero.</param>
/// <param name="AvailableInLots">The available credits of all its lots.</param>
/// <param name="ReservedInLots">The reserved credits of all its lots.</param>
public sealed record LastFigures(
    long Sequence, Credits Available, Credits Reserved, Credits Overage, Credits AvailableInLots, Credits ReservedInLots)
{
    /// <summary>What an account says that they do not, in a sentence that names the account; null where all agree.</summary>
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

/// <summary>The writer has found an account that does not agree with its entries: the tenant's moves stop with the same commit.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="At">When.</param>
/// <param name="Difference">What differs, in a sentence that names the account.</param>
public sealed record FoundDifference(TenantId Tenant, DateTimeOffset At, string Difference)
{
    /// <summary>What has been done, as the record says it.</summary>
    public const string Action = "moves.stopped";

    /// <summary>How it stands on the record.</summary>
    /// <param name="company">The tenant's name.</param>
    public AuditNote ToNote(string company) => new(Tenant, At, "Bluebear", Action, company, null, Difference, null);
}

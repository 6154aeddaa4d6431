namespace Bluebear.Dashboard.Ledger.Sealing;

/// <summary>What is sealed of a tenant's books: the number of the last row of each kind.</summary>
/// <param name="Transfers">The last transfer, with its entries.</param>
/// <param name="Purchases">The last purchase.</param>
/// <param name="Charges">The last usage record.</param>
/// <param name="Holds">The last hold.</param>
/// <param name="Texts">The last interned text.</param>
public sealed record SealedCounts(long Transfers, long Purchases, long Charges, long Holds, long Texts)
{
    /// <summary>Nothing.</summary>
    public static SealedCounts None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>All that a tenant has.</summary>
    public static SealedCounts Of(TenantHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return new(head.Transfers, head.Purchases, head.Charges, head.Holds, head.Texts);
    }

    /// <summary>True if none of the numbers is below that of <paramref name="before"/>.</summary>
    public bool Follows(SealedCounts before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Transfers >= before.Transfers && Purchases >= before.Purchases && Charges >= before.Charges && Holds >= before.Holds
            && Texts >= before.Texts;
    }

    /// <summary>What a seal over these covers, in words, if the seal before it ended at <paramref name="before"/>.</summary>
    public string Since(SealedCounts before)
    {
        ArgumentNullException.ThrowIfNull(before);
        string?[] kinds =
        [
            Words("transfer", before.Transfers, Transfers), Words("purchase", before.Purchases, Purchases), Words("charge", before.Charges, Charges),
            Words("reservation", before.Holds, Holds), Words("text", before.Texts, Texts),
        ];
        return string.Join(", ", kinds.Where(static kind => kind is not null).Append("operation keys"));
    }

    private static string? Words(string kind, long before, long last) => last == before ? null
        : last == before + 1 ? $"{kind} {last}" : $"{kind}s {before + 1} to {last}";
}

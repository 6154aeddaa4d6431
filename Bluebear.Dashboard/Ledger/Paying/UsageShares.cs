namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// The accounts that a charge counts as usage of: each account's payment when it was recorded; the payer's for the rest.
/// </summary>
/// <remarks>
/// Refunds reduce the shares in reverse order, last first. The rollups and their verification both use these shares.
/// </remarks>
public sealed class UsageShares
{
    private readonly List<(AccountId Payer, Credits Amount)> _parts = [];

    private UsageShares()
    {
    }

    /// <summary>The shares of a charge.</summary>
    /// <param name="charge">The charge.</param>
    /// <param name="transfers">Its transfers, or at least those of the operation that recorded it.</param>
    public static UsageShares Of(Charge charge, IEnumerable<Transfer> transfers)
    {
        ArgumentNullException.ThrowIfNull(charge);
        var others = transfers
            .Where(transfer => transfer.Type == TransferType.Settlement && transfer.Charge == charge.Id && transfer.Operation is { } first
                && first == charge.Transfer)
            .Select(static transfer => (transfer.From!.Value, transfer.Amount)).ToList();
        var shares = new UsageShares();
        shares._parts.Add((charge.Payer, charge.Amount - Credits.Sum(others.Select(static other => other.Amount))));
        shares._parts.AddRange(others);
        return shares;
    }

    /// <summary>What is left of each share after a refund of <paramref name="refunded"/>.</summary>
    public IEnumerable<(AccountId Payer, Credits Amount)> After(Credits refunded)
    {
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            var back = Credits.Min(refunded, _parts[i].Amount);
            refunded -= back;
            yield return (_parts[i].Payer, _parts[i].Amount - back);
        }
    }

    /// <summary>
    /// The shares that a refund of <paramref name="amount"/> reduces, if <paramref name="refunded"/> was refunded before.
    /// </summary>
    public IEnumerable<(AccountId Payer, Credits Amount)> Refund(Credits refunded, Credits amount) =>
        After(refunded).Zip(After(refunded + amount), static (before, after) => (before.Payer, before.Amount - after.Amount))
            .Where(static part => part.Item2.IsPositive);
}

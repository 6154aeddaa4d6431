namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>Reads a hold's shares from the entries of its reservation.</summary>
public static class HoldShares
{
    /// <summary>The hold with its shares.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="operation">The transfers of the operation that made it.</param>
    public static Hold Of(Hold hold, IEnumerable<Transfer> operation)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return hold with
        {
            Shares =
            [
                .. operation.Where(transfer => transfer.Type == TransferType.Reservation && transfer.Hold == hold.Id)
                    .SelectMany(static transfer => transfer.Entries).Where(static entry => entry.Bucket == Bucket.Reserved)
                    .Select(static entry => new HoldShare(entry.Account!.Value, entry.Purchase!.Value, entry.BudgetPeriod, entry.Amount)),
            ],
        };
    }
}

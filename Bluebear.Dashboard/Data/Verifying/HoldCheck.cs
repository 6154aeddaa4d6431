namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>Checks that every reserved credit belongs to an open hold, and that an ended hold has none left.</summary>
/// <remarks>Memory grows with the number of open holds, not of all holds.</remarks>
internal sealed class HoldCheck(BooksSnapshot books, LedgerPages pages, Differences differences)
{
    private readonly Dictionary<long, Int128> _reserved = [];

    /// <summary>Adds the next transfer.</summary>
    public void Add(Transfer transfer)
    {
        var reserved = Int128.Zero;
        foreach (var entry in transfer.Entries)
        {
            if (entry.Bucket == Bucket.Reserved)
            {
                reserved += entry.Amount.MicroCredits;
            }
        }

        if (transfer.Hold is not { } hold)
        {
            if (reserved != 0)
            {
                differences.Add($"{Differences.Transfer(transfer.Id.Value)} reserves credits for no reservation.");
            }

            return;
        }

        if (reserved < 0)
        {
            CheckEnd(transfer, hold);
        }

        var sum = _reserved.GetValueOrDefault(hold.Value) + reserved;
        if (sum == 0)
        {
            _reserved.Remove(hold.Value);
        }
        else
        {
            _reserved[hold.Value] = sum;
        }
    }

    // The transfer that returned a hold's credits shows how it ended. Without an operation key it was the time limit.
    private void CheckEnd(Transfer transfer, HoldId id)
    {
        var hold = pages.FindHold(id);
        var status = transfer.Charge is not null ? HoldStatus.Settled
            : transfer is { Mark: null, Operation: null } ? HoldStatus.Expired : HoldStatus.Released;
        var endedAt = status == HoldStatus.Expired ? transfer.OccurredAt : transfer.RecordedAt;
        if (hold is null || hold.Status != status || hold.EndedAt != endedAt || (transfer.Charge is { } charge && hold.Charge != charge))
        {
            differences.Add($"{Differences.Hold(id.Value)}: {Differences.Transfer(transfer.Id.Value)} has ended it as {status}, which it does not say.");
        }
    }

    /// <summary>Call it after the last transfer.</summary>
    public void End()
    {
        foreach (var hold in pages.HoldsOfOtherCharges())
        {
            differences.Add($"{Differences.Hold(hold)} names a charge that does not name it.");
        }

        foreach (var (hold, amount) in _reserved)
        {
            if (!books.StandingHolds.ContainsKey(hold))
            {
                differences.Add($"{Differences.Hold(hold)} has ended, but {Differences.Amount(amount)} is reserved for it by the entries.");
            }
        }

        foreach (var (hold, transfer) in books.StandingHolds)
        {
            if (transfer is not null && !_reserved.ContainsKey(hold))
            {
                differences.Add($"{Differences.Hold(hold)} is open, but by the entries nothing is reserved for it.");
            }
        }
    }
}

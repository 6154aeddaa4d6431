using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data.Verification;

/// <summary>Every reserved credit belongs to a hold that stands, and a hold that has ended has none left.</summary>
/// <remarks>Memory grows with the holds that stand, not with those there ever were.</remarks>
internal sealed class HoldCheck(BooksSnapshot books, Differences differences)
{
    private readonly Dictionary<long, Int128> _reserved = [];

    /// <summary>Takes in the next transfer.</summary>
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

    /// <summary>After the last transfer.</summary>
    public void End()
    {
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
                differences.Add($"{Differences.Hold(hold)} stands, but by the entries nothing is reserved for it.");
            }
        }
    }
}

using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>
/// Recomputes the base of every account: its balance plus what it paid for usage since the last transfer that set a base.
/// </summary>
/// <remarks>Memory grows with the transfers that set or move a base (purchases, allocations, expiries), not with usage.</remarks>
internal sealed class BaseCheck(Differences differences)
{
    private readonly Dictionary<long, CountedBase> _accounts = [];

    /// <summary>Adds the next transfer.</summary>
    public void Add(Transfer transfer)
    {
        var (from, to) = (StandOf(transfer.From), StandOf(transfer.To));
        foreach (var entry in transfer.Entries)
        {
            if (entry is { Account: { } id, Bucket: Bucket.Available or Bucket.Reserved })
            {
                var account = Of(id.Value);
                account.Posted += entry.Amount.MicroCredits;
                account.Used -= ChangesBase(transfer, id) ? 0 : entry.Amount.MicroCredits;
            }
        }

        if (transfer.Bases is { } changes)
        {
            CompareReplaced(transfer, transfer.From, changes.From, from);
            CompareReplaced(transfer, transfer.To, changes.To, to);
            Change(transfer, transfer.From, changes.From.Change);
            Change(transfer, transfer.To, changes.To.Change);
        }
    }

    /// <summary>
    /// Call it after the last transfer. Compares an account's base, and the transfer that set it, with the stored ones.
    /// </summary>
    public void Compare(StoredAccount account)
    {
        var name = Differences.Account(account.Id);
        var counted = Of(account.Id);
        var off = account.Base - counted.Base;
        // A wrong balance is reported by itself. The base that was set from it is not reported again.
        if (off != 0 && off != (Int128)account.Available + account.Reserved - counted.Posted)
        {
            differences.Compare($"{name}: its base", account.Base, counted.Base);
        }

        if ((account.BaseTransfer ?? 0) != counted.Setter)
        {
            differences.Add($"{name}: its base was set by transfer {TenantScopedId.NumberOf(counted.Setter)}, not by "
                + $"{TenantScopedId.NumberOf(account.BaseTransfer ?? 0)}.");
        }
    }

    private void CompareReplaced(Transfer transfer, AccountId? id, BaseStep step, (Int128 Base, long Setter) before)
    {
        if (step.Change != BaseChange.Set || id is not { } account)
        {
            return;
        }

        var off = step.Before.MicroCredits - before.Base;
        if ((off != 0 && off != SaidOf(transfer, account) - Of(account.Value).Posted) || (step.Previous?.Value ?? 0) != before.Setter)
        {
            differences.Add($"{Differences.Transfer(transfer.Id.Value)}: it says that the base of {Differences.Account(account.Value)} was "
                + $"{step.Before} before it, but that was {Differences.Amount(before.Base)} by the entries.",
                Differences.Off($"{Differences.Account(account.Value)}: its base", off));
        }
    }

    // The balance after the transfer, as the transfer itself says.
    private static Int128 SaidOf(Transfer transfer, AccountId account) => transfer.Entries.LastOrDefault(entry => entry.Account == account)
        is { AvailableAfter: { } available, ReservedAfter: { } reserved } ? (Int128)available.MicroCredits + reserved.MicroCredits : 0;

    private (Int128 Base, long Setter) StandOf(AccountId? id) =>
        id is { } account && Of(account.Value) is var stand ? (stand.Base, stand.Setter) : default;

    private bool ChangesBase(Transfer transfer, AccountId id) => StepOn(transfer, id) switch
    {
        BaseChange.Set or BaseChange.Shift => true,
        BaseChange.Undo => Of(id.Value).Events.Exists(change => change.Transfer == transfer.Reverses?.Value),
        _ => false,
    };

    private void Change(Transfer transfer, AccountId? id, BaseChange change)
    {
        if (id is not { } known)
        {
            return;
        }

        var account = Of(known.Value);
        if (change is BaseChange.Set or BaseChange.Shift)
        {
            account.Events.Add((transfer.Id.Value, change == BaseChange.Set, account.Used));
        }
        else if (change == BaseChange.Undo && account.Events.FindLastIndex(done => done.Transfer == transfer.Reverses?.Value) is var undone and >= 0)
        {
            account.Events.RemoveAt(undone);
        }
    }

    private static BaseChange StepOn(Transfer transfer, AccountId account) => transfer.Bases is not { } bases ? BaseChange.None
        : transfer.From == account ? bases.From.Change
        : transfer.To == account ? bases.To.Change
        : BaseChange.None;

    private CountedBase Of(long id)
    {
        if (!_accounts.TryGetValue(id, out var account))
        {
            _accounts.Add(id, account = new());
        }

        return account;
    }

    private sealed class CountedBase
    {
        public List<(long Transfer, bool Sets, Int128 Used)> Events { get; } = [];

        public Int128 Posted { get; set; }

        /// <summary>What left the account, net, by transfers that do not change its base.</summary>
        public Int128 Used { get; set; }

        public long Setter => Last.Transfer;

        public Int128 Base => Posted + Used - Last.Used;

        private (long Transfer, bool Sets, Int128 Used) Last => Events.FindLast(static done => done.Sets);
    }
}

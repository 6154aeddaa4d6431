namespace Bluebear.Dashboard.Live;

/// <summary>Collects what a subscriber has not been told. Not safe for several threads.</summary>
internal sealed class PendingNews(Predicate<AccountId> includes, bool withTransfers)
{
    /// <summary>The largest number of transfers kept for a subscriber that is slower than the ledger.</summary>
    public const int MaxTransfers = 20_000;

    private readonly Dictionary<AccountId, Account> _accounts = [];
    private List<Transfer> _transfers = [];
    private TenantHead? _head;
    private bool _isModeChanged;
    private bool _areTransfersMissing;

    /// <summary>True if there is nothing to report.</summary>
    public bool IsEmpty => _accounts.Count == 0 && !_isModeChanged && _transfers.Count == 0;

    /// <summary>Adds what concerns the subscriber.</summary>
    public void Add(TenantChange change)
    {
        _head = change.Head;
        _isModeChanged |= change.IsModeChanged;
        foreach (var account in change.Accounts)
        {
            if (includes(account.Id))
            {
                _accounts[account.Id] = account;
            }
        }

        if (withTransfers)
        {
            Add(change.Transfers);
        }
    }

    /// <summary>Takes the collected news.</summary>
    public LedgerNews Take()
    {
        var news = new LedgerNews
        {
            Accounts = [.. _accounts.Values],
            Head = _head!,
            IsModeChanged = _isModeChanged,
            Transfers = _transfers,
            AreTransfersMissing = _areTransfersMissing,
        };
        _accounts.Clear();
        _transfers = [];
        _isModeChanged = false;
        _areTransfersMissing = false;
        return news;
    }

    private void Add(IReadOnlyList<Transfer> transfers)
    {
        foreach (var transfer in transfers)
        {
            if (!Includes(transfer.From) && !Includes(transfer.To))
            {
                continue;
            }

            if (_transfers.Count < MaxTransfers)
            {
                _transfers.Add(transfer);
            }
            else
            {
                _areTransfersMissing = true;
            }
        }
    }

    private bool Includes(AccountId? account) => account is { } id && includes(id);
}

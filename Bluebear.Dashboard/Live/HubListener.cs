using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Live;

/// <summary>One connection to the hub: sends what its caller may see at the time of sending.</summary>
internal sealed class HubListener(Func<HubCaller> callers, Action abort) : IDisposable
{
    private readonly TaskCompletionSource<ILedgerClient?> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HubCaller _reader = callers();
    private readonly HubCaller _watcher = callers();
    private IDisposable? _subscription;
    private IDisposable? _alerts;

    /// <summary>Begins to listen. False if the caller may not.</summary>
    public async Task<bool> StartAsync(LedgerFeed feed, AlertFeed alerts)
    {
        if (await _reader.FindAsync() is not { } person)
        {
            return false;
        }

        // Collects everything of the tenant and selects when sending, because what a caller may see can change meanwhile.
        _subscription = feed.Subscribe(person.Tenant, null, TellAsync, withTransfers: true);
        _alerts = alerts.Subscribe(person.Tenant, TellAsync);
        return true;
    }

    /// <summary>Sets the client of the news. What came before is sent now.</summary>
    public void SendTo(ILedgerClient client) => _client.TrySetResult(client);

    /// <summary>Ends listening.</summary>
    public void Dispose()
    {
        _subscription?.Dispose();
        _alerts?.Dispose();
        _client.TrySetResult(null);
    }

    private async Task TellAsync(LedgerNews news)
    {
        if (await _client.Task is not { } client)
        {
            return;
        }

        // A client that missed something must connect again and read, so that it does not believe that it saw everything.
        if (news.AreTransfersMissing || await _reader.FindAsync() is not { } person || person.Tenant != news.Head.Tenant)
        {
            abort();
            return;
        }

        if (news.IsModeChanged)
        {
            await client.ModeChanged(ModeChanged.Of(news.Head));
        }

        foreach (var transfer in news.Transfers.Where(transfer => Sees(person, transfer.From) || Sees(person, transfer.To)))
        {
            await client.TransferPosted(TransferPosted.Of(transfer));
        }

        foreach (var account in news.Accounts.Where(account => person.CanSee(account.Id)))
        {
            await client.BalanceChanged(BalanceChanged.Of(account, news.Head));
        }
    }

    private async Task TellAsync(IReadOnlyList<AlertNews> news)
    {
        if (await _client.Task is not { } client || await _watcher.FindAsync() is not { } person)
        {
            return;
        }

        foreach (var one in news.Where(one => one.IsFor(person)))
        {
            await (one.Event switch
            {
                AlertEvent.Raised => client.AlertRaised(one.Alert),
                AlertEvent.Resolved => client.AlertResolved(one.Alert),
                _ => Task.CompletedTask,
            });
        }
    }

    private static bool Sees(Caller person, AccountId? account) => account is { } id && person.CanSee(id);
}

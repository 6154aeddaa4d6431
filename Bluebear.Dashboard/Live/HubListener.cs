using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Live;

/// <summary>One connection to the hub: sends what its caller may see at the time of sending.</summary>
internal sealed class HubListener(HubCaller caller, Action abort) : IDisposable
{
    private readonly TaskCompletionSource<ILedgerClient?> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IDisposable? _subscription;

    /// <summary>Begins to listen. False if the caller may not.</summary>
    public async Task<bool> StartAsync(LedgerFeed feed)
    {
        if (await caller.FindAsync() is not { } person)
        {
            return false;
        }

        // Collects everything of the tenant and selects when sending, because what a caller may see can change meanwhile.
        _subscription = feed.Subscribe(person.Tenant, null, TellAsync, withTransfers: true);
        return true;
    }

    /// <summary>Sets the client of the news. What came before is sent now.</summary>
    public void SendTo(ILedgerClient client) => _client.TrySetResult(client);

    /// <summary>Ends listening.</summary>
    public void Dispose()
    {
        _subscription?.Dispose();
        _client.TrySetResult(null);
    }

    private async Task TellAsync(LedgerNews news)
    {
        if (await _client.Task is not { } client)
        {
            return;
        }

        // A client that missed something must connect again and read, so that it does not believe that it saw everything.
        if (news.AreTransfersMissing || await caller.FindAsync() is not { } person || person.Tenant != news.Head.Tenant)
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

    private static bool Sees(Caller person, AccountId? account) => account is { } id && person.CanSee(id);
}

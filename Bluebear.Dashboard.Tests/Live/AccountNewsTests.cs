using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>Changes of accounts that no credit moves with are told like others, and to nobody else's subscribers.</summary>
public sealed class AccountNewsTests : IAsyncLifetime
{
    private readonly Listener _listener = new();
    private TestDatabase _database = null!;
    private AccountId _atlas;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _atlas = (await _database.PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas"))).Account!.Value;
    }

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Rename_IsTold()
    {
        using var subscription = _database.Get<LedgerFeed>().Subscribe(TestDatabase.Tenant, null, _listener.HearAsync);
        await _database.PostAsync(new ChangeAccount(_atlas, "Atlas II"));

        await Wait.UntilAsync(() => Heard().Any(static account => account.Name == "Atlas II"));
    }

    [Fact]
    public async Task Delete_OfAnEmptyAccount_IsTold()
    {
        using var subscription = _database.Get<LedgerFeed>().Subscribe(TestDatabase.Tenant, null, _listener.HearAsync);
        await _database.PostAsync(new DeleteAccount(_atlas));

        await Wait.UntilAsync(() => Heard().Any(static account => !account.IsActive));
    }

    [Fact]
    public async Task Rename_InABatchWithAnotherTenant_IsToldToItsOwnOnly()
    {
        using var subscription = _database.Get<LedgerFeed>().Subscribe(new(2), null, _listener.HearAsync);
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(number => (Task[])
        [
            _database.PostAsync(new ChangeAccount(_atlas, $"Atlas {number}")),
            _database.Ledger.PostAsync(TestDatabase.Posting(new RecordPurchase(Credits.FromCredits(1), $"INV-{number}")) with { Tenant = new(2) }),
        ]));

        await Wait.UntilAsync(() => Heard().Any(static account => account.Available == Credits.FromCredits(20)));
        Assert.All(Heard(), static account => Assert.Equal(new(2), account.Id.Tenant));
    }

    private IEnumerable<Account> Heard() => Enumerable.Range(0, _listener.Count).SelectMany(number => _listener[number].Accounts);
}

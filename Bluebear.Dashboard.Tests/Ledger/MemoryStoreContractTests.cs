using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>The store that decisions are tested on behaves as a database does.</summary>
public sealed class MemoryStoreContractTests : StoreContract
{
    private readonly MemoryStore _store;

    public MemoryStoreContractTests()
    {
        var books = MemoryBooks.WithTenant(1);
        books.AddTenant(2, CreditMode.WorkspaceBudget);
        _store = new(books);
    }

    protected override ILedgerStore Store => _store;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync()
    {
        _store.Dispose();
        return Task.CompletedTask;
    }
}

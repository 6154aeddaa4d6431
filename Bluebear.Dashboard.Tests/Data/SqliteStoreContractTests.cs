using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Ledger;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>The store on an SQLite file.</summary>
public sealed class SqliteStoreContractTests : StoreContract
{
    private TestDatabase _database = null!;

    protected override ILedgerStore Store => _database.Store;

    public override async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public override Task DisposeAsync() => _database.DisposeAsync().AsTask();
}

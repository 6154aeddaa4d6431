using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class SealTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names = ["tenant_id", "number", "transfers", "purchases", "charges", "holds", "texts", "version", "hash"];

    private readonly Statement _append = new(connection, Sql.Insert("seals", Names), Names.Length);

    public void Append(Seal seal) => _append
        .Set(1, seal.Tenant.Value)
        .Set(2, seal.Number)
        .Set(3, seal.UpTo.Transfers)
        .Set(4, seal.UpTo.Purchases)
        .Set(5, seal.UpTo.Charges)
        .Set(6, seal.UpTo.Holds)
        .Set(7, seal.UpTo.Texts)
        .Set(8, seal.Version)
        .Set(9, seal.Hash.ToArray())
        .Execute();

    public void Dispose() => _append.Dispose();
}

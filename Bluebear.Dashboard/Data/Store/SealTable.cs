using Bluebear.Dashboard.Ledger;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Store;

internal sealed class SealTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names = ["tenant_id", "number", "first_transfer_id", "last_transfer_id", "version", "hash"];

    private readonly Statement _append = new(connection, Sql.Insert("seals", Names), Names.Length);

    public void Append(Seal seal) => _append
        .Set(1, seal.Tenant.Value)
        .Set(2, seal.Number)
        .Set(3, seal.FirstTransfer.Value)
        .Set(4, seal.LastTransfer.Value)
        .Set(5, seal.Version)
        .Set(6, seal.Hash.ToArray())
        .Execute();

    public void Dispose() => _append.Dispose();
}

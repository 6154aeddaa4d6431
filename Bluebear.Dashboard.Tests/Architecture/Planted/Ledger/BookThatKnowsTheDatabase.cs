using Bluebear.Dashboard.Tests.Architecture.Planted.Data;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Ledger;

/// <summary>Planted: the ledger knows its database.</summary>
internal sealed class BookThatKnowsTheDatabase
{
    public StoreThatKnowsACommand? Store { get; set; }
}

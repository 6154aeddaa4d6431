using Bluebear.Dashboard.Tests.Architecture.Planted.Features.Beta;
using Bluebear.Dashboard.Tests.Architecture.Planted.Ledger;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Ui;

/// <summary>Planted: a control knows a ledger service and a feature.</summary>
internal sealed class ControlThatKnowsALedgerService
{
    public static object[] Make() => [new BookThatKnowsTheDatabase(), new List<BetaService>()];
}

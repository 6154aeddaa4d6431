using System.Data.Common;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies;

/// <summary>A change of the rules reads little under the write gate, which the ledger waits for.</summary>
public sealed class PolicyGateTests
{
    private const int Workspaces = 60;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_OfManyAccounts_ReadsFewRowsUnderTheGate_H9(bool onlyMaps)
    {
        await using var database = await TestDatabase.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, Workspaces).Select(i => database.PostAsync(new OpenAccount(AccountKinds.Workspace, $"W{i}"))));
        var team = (await database.PostAsync(new OpenAccount(AccountKinds.Team, "Blue", "blue"))).Account!.Value;
        var rows = new GateReads();
        await using var services = TestDatabase.Services(database.File, null, rows);
        var book = new PolicyStore(services.GetRequiredService<IDbContextFactory<BluebearDbContext>>(),
            services.GetRequiredService<AccountDirectory>(), services.GetRequiredService<DatabaseWrites>(), new AuditLog(TimeProvider.System));

        var outcome = onlyMaps
            ? await book.MapAsync(TestDatabase.Tenant, "g", team, AuditActor.CommandLine, null, CancellationToken.None)
            : await book.ChangeAsync(TestDatabase.Tenant, new() { WalletEnforcement = false, ConsumerGroups = [new("g", "blue")] },
                AuditActor.CommandLine, null, CancellationToken.None);

        Assert.Empty(outcome.Problems);
        Assert.Equal(("g", team), outcome.Whole!.Groups.Select(static group => (group.Id, group.Team)).Single());
        Assert.InRange(rows.Read, 1, 10);
    }

    /// <summary>Counts the rows that a context reads while it holds the gate.</summary>
    private sealed class GateReads : DbCommandInterceptor
    {
        public int Read { get; private set; }

        public override InterceptionResult DataReaderDisposing(
            DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
        {
            Read += eventData.Context is BluebearDbContext { HoldsGate: true } ? eventData.ReadCount : 0;
            return result;
        }
    }
}

using System.Text;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

public sealed class ImportUsageTests : IAsyncLifetime
{
    private const string Header = "idempotency_key,occurred_at,workspace,user,team,model,input_tokens,output_tokens,amount\n";

    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private TestDatabase _database = null!;
    private ImportUsage _import = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_clock);
        await _database.FillAsync();
        await SetPriceAsync("gpt", 2, Start.AddDays(-9));
        _import = new(_database.Contexts, _database.Ledger);
    }

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task RunAsync_MixedFile_RecordsTheGoodRowsAndNamesTheBad()
    {
        var report = await RunAsync(Header
            + "a,2026-05-31T10:00:00Z,atlas,ann,,gpt,1000,500,\n"
            + "b,2026-05-31T10:00:00Z,ATLAS,ann,,,,,0.5\n"
            + "c,2026-05-31T10:00:00Z,nowhere,ann,,gpt,1,1,\n"
            + "d,2026-05-01T10:00:00Z,atlas,ann,,gpt,1,1,\n"
            + "e,2026-05-31T10:00:00Z,atlas,ann,nobody,gpt,1,1,\n"
            + "f,2026-07-01T10:00:00Z,atlas,ann,,gpt,1,1,\n"
            + "g,2026-05-31T10:00:00Z,atlas,ann,,gpt,1,x,\n"
            + "h,2026-05-31T10:00:00Z,atlas,ann,,gpt,0,0,\n");

        Assert.Equal((3, 0), (report.Accepted, report.Duplicates));
        Assert.Equal(
        [
            (4L, "names an unknown workspace"), (5L, "no_price: the list had no price for the model at that time"),
            (6L, "names an unknown team"), (7L, "occurred in the future or before 1970"),
            (8L, $"output_tokens is not a whole number from 0 to {TokenCounts.Max}"),
        ], report.Rejected.Select(line => (line.Line, line.Reason)));
        Assert.Equal(Credits.FromMicroCredits(503_000), report.Total);
        Assert.Equal(Credits.FromCredits(100) - report.Total, await AvailableAsync(TestDatabase.Workspace));
        Assert.Equal(3, _database.Scalar("SELECT count(*) FROM charges"));
    }

    [Fact]
    public async Task RunAsync_OnePostingFails_NamesItsLineAndRecordsTheOthers_H12()
    {
        _database.Execute("CREATE TRIGGER poison BEFORE INSERT ON charges WHEN new.input_tokens = 13 BEGIN SELECT RAISE(ABORT, 'poison'); END");

        var report = await RunAsync(Header
            + "a,2026-05-31T10:00:00Z,atlas,ann,,gpt,1000,500,\n"
            + "b,2026-05-31T10:00:00Z,atlas,ann,,gpt,13,1,\n"
            + "c,2026-05-31T10:00:00Z,atlas,ann,,gpt,1000,500,\n");

        Assert.Equal((2, 0, false), (report.Accepted, report.Duplicates, report.IsInterrupted));
        Assert.Equal((3L, "could not be recorded: the ledger failed; see the log"), report.Rejected.Select(line => (line.Line, line.Reason)).Single());
        Assert.Equal(2, _database.Scalar("SELECT count(*) FROM charges"));
    }

    [Fact]
    public async Task RunAsync_SameFileAgain_AcceptsNothingWhateverTheOptions()
    {
        const string Trace = "TIMESTAMP,ContextTokens,GeneratedTokens\n2026-05-31 10:00:00,5,5\n2026-05-31 10:00:00,5,5\n2026-05-31 10:00:01,5,5\n";
        var first = await RunAsync(Trace, request => request with { SpreadSeed = 1 });
        await SetPriceAsync("claude", 7, ModelPrice.Always);

        var again = await RunAsync(Trace, request => request with { SpreadSeed = 1 });
        var otherwise = await RunAsync(Trace, request => request with { Model = "claude", Workspace = "atlas" });

        Assert.Equal((3, 0, 0), (first.Accepted, first.Duplicates, first.Rejected.Count));
        Assert.Equal((0, 3, 0), (again.Accepted, again.Duplicates, again.Rejected.Count));
        Assert.Equal((0, 3, 0), (otherwise.Accepted, otherwise.Duplicates, otherwise.Rejected.Count));
    }

    [Fact]
    public async Task RunAsync_NamedKeysAfterThePricesChanged_AreDuplicatesUnlessTheUsageDiffers()
    {
        const string Rows = "a,2026-05-31T10:00:00Z,atlas,ann,,gpt,1000,500,\nb,2026-05-31T10:00:00Z,,,,gpt,0,0,\n";
        await RunAsync(Header + Rows);
        await SetPriceAsync("gpt", 9, Start.AddDays(-9));

        var again = await RunAsync(Header + Rows);
        var other = await RunAsync(Header + "a,2026-05-31T10:00:00Z,atlas,ben,,gpt,1000,500,\n");

        Assert.Equal((0, 2, 0), (again.Accepted, again.Duplicates, again.Rejected.Count));
        Assert.Equal((0, 0, 1), (other.Accepted, other.Duplicates, other.Rejected.Count));
    }

    [Fact]
    public async Task RunAsync_SameFileOnceItsWorkspaceIsCalledOtherwise_IsAllDuplicates()
    {
        const string Rows = "a,2026-05-31T10:00:00Z,atlas,ann,,gpt,1000,500,\nb,2026-05-31T10:00:00Z,ATLAS,ann,,,,,0.5\n";
        await RunAsync(Header + Rows);
        await _database.PostAsync(new ChangeAccount(TestDatabase.Workspace, "Other", "other"));
        var renamed = await RunAsync(Header + Rows);
        await _database.PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas", "atlas"));
        var reused = await RunAsync(Header + Rows);

        Assert.Equal((0, 2, 0), (renamed.Accepted, renamed.Duplicates, renamed.Rejected.Count));
        Assert.Equal((0, 2, 0), (reused.Accepted, reused.Duplicates, reused.Rejected.Count));
        Assert.Equal(2, _database.Scalar("SELECT count(*) FROM charges"));
    }

    [Fact]
    public async Task RunAsync_KeyUsedForOtherUsage_IsRejected()
    {
        await RunAsync(Header + "a,2026-05-31T10:00:00Z,atlas,ann,,,,,1\n");

        var report = await RunAsync(Header + "a,2026-05-31T10:00:00Z,atlas,ann,,,,,1\na,2026-05-31T10:00:00Z,atlas,ann,,,,,2\n");

        Assert.Equal((0, 1), (report.Accepted, report.Duplicates));
        Assert.StartsWith("idempotency_key_reused", Assert.Single(report.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_DryRun_ReportsAsTheImportWouldAndWritesNothing()
    {
        const string File = Header
            + "a,2026-05-31T10:00:00Z,atlas,ann,,,,,1\na,2026-05-31T10:00:00Z,atlas,ann,,,,,1\na,2026-05-31T10:00:00Z,atlas,ann,,,,,2\n"
            + ",2026-05-31T10:00:00Z,atlas,ann,,,,,1\n,2026-07-31T10:00:00Z,atlas,ann,,,,,1\n";

        var dry = await RunAsync(File, request => request with { IsDryRun = true });
        Assert.Equal(0, _database.Scalar("SELECT count(*) FROM charges"));
        var real = await RunAsync(File);

        Assert.Equal((real.Accepted, real.Duplicates, real.Total), (dry.Accepted, dry.Duplicates, dry.Total));
        Assert.Equal(real.Rejected, dry.Rejected);
        Assert.Equal((2, 1, 2), (real.Accepted, real.Duplicates, real.Rejected.Count));
    }

    [Fact]
    public async Task RunAsync_DeletedWorkspace_TakesUsageFromBeforeItsDeletionOnly()
    {
        await _database.PostAsync(new DeleteAccount(TestDatabase.Workspace));
        _clock.Advance(TimeSpan.FromDays(1));

        var report = await RunAsync(Header + "a,2026-05-31T10:00:00Z,atlas,,,,,,1\nb,2026-06-02T10:00:00Z,atlas,,,,,,1\n");

        Assert.Equal(1, report.Accepted);
        Assert.Equal(3, Assert.Single(report.Rejected).Line);
    }

    [Theory]
    [InlineData("elsewhere", null, null)]
    [InlineData(null, "a\nb", null)]
    [InlineData(null, null, "")]
    public async Task RunAsync_OptionThatNamesNothing_IsRefusedBeforeAnythingIsDone(string? workspace, string? user, string? model) =>
        await Assert.ThrowsAsync<UsageImportOptionException>(() => RunAsync(
            Header + "a,2026-05-31T10:00:00Z,atlas,,,,,,1\n",
            request => request with { Workspace = workspace, User = user, Model = model }));

    [Fact]
    public async Task RunAsync_AnotherTenantsWorkspace_IsNotThere()
    {
        var id = PublicId.Format(PublicId.Account, TestDatabase.Workspace.Value);

        var report = await RunAsync(Header + $"a,2026-05-31T10:00:00Z,{id},,,,,,1\n", request => request with { Tenant = new TenantId(2) });

        Assert.Equal("names an unknown workspace", Assert.Single(report.Rejected).Reason);
    }

    private async Task<UsageImportReport> RunAsync(string text, Func<UsageImportRequest, UsageImportRequest>? adjust = null)
    {
        using var file = UsageFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), format: null);
        var request = new UsageImportRequest { Tenant = TestDatabase.Tenant, Actor = "import" };
        return await _import.RunAsync(adjust?.Invoke(request) ?? request, file, progress: null, CancellationToken.None);
    }

    private async Task<Credits> AvailableAsync(AccountId account)
    {
        await using var context = _database.Contexts.ForTenant(TestDatabase.Tenant);
        return Credits.FromMicroCredits(await context.Accounts.Where(row => row.Id == account.Value)
            .Select(row => row.AvailableMicroCredits).SingleAsync());
    }

    private Task SetPriceAsync(string model, int credits, DateTimeOffset validFrom) =>
        _database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
        {
            var price = UnitPrice.FromCreditsPerMillion(credits);
            context.ModelPrices.Add(new ModelPrice(model, price, null, price, validFrom).ToRow(TestDatabase.Tenant, Start, "test"));
            return Task.CompletedTask;
        });
}

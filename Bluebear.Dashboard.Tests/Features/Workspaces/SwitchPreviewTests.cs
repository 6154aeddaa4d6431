using Bluebear.Dashboard.Features.Workspaces.Modes;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Ledger;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces;

/// <summary>A switch's preview adds up, and is what the switch then does.</summary>
public class SwitchPreviewTests
{
    [Fact]
    public async Task Preview_WithAnAccountThatOwes_NamesItAndAddsUp_A6()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 300);
        var triage = await stage.OpenAsync("Ticket Triage", 20);
        await stage.UseAsync(triage, 25.710694m, TimeProvider.System.GetUtcNow());
        var modes = stage.Get<ChangeCreditMode>();

        var preview = await modes.PreviewAsync(CreditMode.SharedPool);

        Assert.Equal([new(triage, "Ticket Triage", Amount(5.710694m))], preview.Outcome.OveragePaid);
        Assert.Equal((Amount(9_680), Amount(9_974.289306m)), (preview.Outcome.PoolBefore, preview.Outcome.PoolAfter));
        Assert.Equal([new(atlas, "Atlas", Amount(300), Amount(300))], preview.Lines);
        Assert.Equal([new(triage, "Ticket Triage", "Primary Workspace")], preview.Outcome.WithoutAllocation);

        await modes.SwitchAsync(CreditMode.SharedPool, [], OperationKey.New());
        Assert.Equal(preview.Outcome.PoolAfter, await stage.AvailableAsync(FeatureStage.Pool));
        var back = await modes.PreviewAsync(CreditMode.WorkspaceBudget);
        Assert.Equal((Amount(9_974.289306m), Amount(9_674.289306m)), (back.Outcome.PoolBefore, back.Outcome.PoolAfter));
        Assert.Equal([new(triage, "Ticket Triage", "Primary Workspace")], back.Outcome.WithoutAllocation);
    }

    [Fact]
    public async Task Apply_ADryRunAndThenTheSwitch_AnswerTheSame_A6()
    {
        await using var stage = await FeatureStage.CreateAsync();
        await stage.OpenAsync("Atlas", 300);
        var triage = await stage.OpenAsync("Ticket Triage", 20);
        await stage.UseAsync(triage, 25, TimeProvider.System.GetUtcNow());
        var modes = stage.Get<ChangeCreditMode>();
        foreach (var movement in (SwitchCreditMode[])[new(CreditMode.SharedPool), new(CreditMode.WorkspaceBudget, RestoreLast: true)])
        {
            var dry = (await modes.ApplyAsync(movement, OperationKey.New(), isDryRun: true)).Change!;
            var done = (await modes.ApplyAsync(movement, OperationKey.New(), isDryRun: false, "a note")).Change!;

            Assert.Equivalent(dry, done, strict: true);
            Assert.Equal(done.Outcome.PoolAfter, await stage.AvailableAsync(FeatureStage.Pool));
        }
    }

    [Fact]
    public void Figures_OfRandomBooks_AddUpAndEqualWhatIsCommitted_A6()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var bench = RandomBooks(new(seed));
            foreach (var movement in (SwitchCreditMode[])[new(CreditMode.SharedPool), new(CreditMode.WorkspaceBudget, RestoreLast: true)])
            {
                var before = bench.Account(bench.Primary).Available;
                var preview = Figures(bench, bench.Post(movement, isDryRun: true));
                var done = Figures(bench, bench.Post(movement));
                var after = bench.Account(bench.Primary).Available;

                Assert.Equal(preview.Moved, done.Moved);
                Assert.Equal(preview.OveragePaid, done.OveragePaid);
                Assert.Equal((preview.PoolBefore, preview.PoolAfter), (done.PoolBefore, done.PoolAfter));
                Assert.Equal((before, after), (done.PoolBefore ?? before, done.PoolAfter ?? before));
                var moved = Credits.Sum(done.Moved.Values);
                Assert.Equal(after, before + (movement.Mode == CreditMode.SharedPool ? moved : -moved) - Credits.Sum(done.OveragePaid.Values));
            }
        }
    }

    private static LedgerBench RandomBooks(Random random)
    {
        var bench = new LedgerBench();
        bench.Buy(random.Next(50, 200), random.Next(3) == 0 ? bench.Now.AddHours(2) : null);
        AccountId[] accounts = [.. Enumerable.Range(1, random.Next(1, 6)).Select(number => bench.Open($"W{number}"))];
        for (var i = random.Next(4, 25); i > 0; i--)
        {
            var account = accounts[random.Next(accounts.Length)];
            switch (random.Next(4))
            {
                case 0:
                    bench.Post(new MoveCredits(bench.Primary, account, Credits.FromCredits(random.Next(1, 40))));
                    break;
                case 1:
                    bench.Charge(account, random.Next(1, 40));
                    break;
                case 2:
                    bench.Post(new ReserveCredits(Credits.FromCredits(random.Next(1, 10)), new() { Workspace = account }, TimeSpan.FromHours(5)));
                    break;
                default:
                    // What the pool owes itself is paid as well.
                    bench.Post(new ChargeUsage(Credits.FromCredits(random.Next(1, 60)), new() { User = "grace" }, bench.Now));
                    break;
            }
        }

        bench.Now = bench.Now.AddHours(random.Next(0, 2));
        bench.Post(new ExpireHolds(100));
        bench.Commit();
        return bench;
    }

    private static SwitchFigures Figures(LedgerBench bench, PostingResult result) =>
        SwitchFigures.Of(Assert.IsType<PostingResult.Posted>(result).Receipt, bench.Primary);

    private static Credits Amount(decimal credits) => Credits.FromCredits(credits, MidpointRounding.ToZero);
}

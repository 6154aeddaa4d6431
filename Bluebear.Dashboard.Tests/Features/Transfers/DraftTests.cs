using Bluebear.Dashboard.Features.Transfers;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Transfers;

/// <summary>What transfers would do before they are made.</summary>
public class DraftTests
{
    private static readonly MovableAccount Pool = Of(1, "Pool", 100);
    private static readonly MovableAccount Atlas = Of(2, "Atlas", 30);
    private static readonly MovableAccount Empty = Of(3, "Empty", 0);

    [Theory]
    [InlineData(100, true, null)]
    [InlineData(101, false, "Pool has 100.00 cr available.")]
    public void Transfer_UpToWhatTheSourceHas_IsValid(long amount, bool isValid, string? problem)
    {
        var draft = new TransferDraft(Pool, Atlas, Credits.FromCredits(amount));

        Assert.Equal(isValid, draft.IsValid);
        Assert.Equal(problem, draft.AmountProblem);
        Assert.Equal(isValid ? Credits.FromCredits(amount) : Credits.Zero, draft.Change);
    }

    [Fact]
    public void Transfer_WithoutSourceOrAmount_IsNotValidAndHasNoProblemYet()
    {
        Assert.False(new TransferDraft(null, Atlas, Credits.FromCredits(1)).IsValid);
        Assert.False(new TransferDraft(Pool, Atlas, null).IsValid);
        Assert.Null(new TransferDraft(Pool, Atlas, null).AmountProblem);
    }

    [Fact]
    public void Bulk_AllocatingToMany_NeedsAllOfItFromTheSource()
    {
        var draft = new BulkDraft(Pool, [Atlas, Empty], Credits.FromCredits(50), IsReclaim: false, TakesEverything: false);

        Assert.True(draft.IsValid);
        Assert.Equal(Credits.FromCredits(100), draft.Total);
        Assert.Equal("100.000002 cr in all. Pool has 100.00 cr available.",
            (draft with { Amount = Credits.FromMicroCredits(50_000_001) }).AmountProblem);
    }

    [Fact]
    public void Bulk_ReclaimingEverything_LeavesOutTheEmptyAndThePool()
    {
        var draft = new BulkDraft(Pool, [Pool, Atlas, Empty], null, IsReclaim: true, TakesEverything: true);

        Assert.Equal([new(Atlas.Id, Pool.Id, Credits.FromCredits(30))], draft.Moves);
        Assert.Equal(2, draft.LeftOut);
    }

    [Fact]
    public void Bulk_ReclaimingAnAmountThatOneLacks_NamesThatOne() => Assert.Equal(
        "Empty has no credits available.",
        new BulkDraft(Pool, [Atlas, Empty], Credits.FromCredits(5), IsReclaim: true, TakesEverything: false).AmountProblem);

    [Fact]
    public void Bulk_WithAmountsOfTheirOwn_MovesThoseInPlaceOfTheOneForAll()
    {
        var draft = new BulkDraft(Pool, [Atlas, Empty], Credits.FromCredits(50), IsReclaim: false, TakesEverything: false)
        {
            Own = new Dictionary<AccountId, Credits?> { [Empty.Id] = Credits.FromCredits(7) },
        };

        Assert.Equal([new(Pool.Id, Atlas.Id, Credits.FromCredits(50)), new(Pool.Id, Empty.Id, Credits.FromCredits(7))], draft.Moves);
        Assert.True(draft.IsValid);
        Assert.Single((draft with { Own = new Dictionary<AccountId, Credits?> { [Empty.Id] = Credits.Zero } }).Moves);
        Assert.False((draft with { Own = new Dictionary<AccountId, Credits?> { [Empty.Id] = null } }).IsValid);
    }

    [Fact]
    public void Bulk_ReclaimingAnOwnAmountThatIsNotThere_IsSaidBesideIt()
    {
        var draft = new BulkDraft(Pool, [Atlas], Credits.FromCredits(5), IsReclaim: true, TakesEverything: false)
        {
            Own = new Dictionary<AccountId, Credits?> { [Atlas.Id] = Credits.FromCredits(31) },
        };

        Assert.Equal(("Atlas has 30.00 cr available.", null), (draft.OwnProblem(Atlas), draft.AmountProblem));
        Assert.False(draft.IsValid);
    }

    [Fact]
    public void Bulk_OfUnthinkableAmounts_IsRefusedAndDoesNotOverflow()
    {
        var draft = new BulkDraft(Pool, [Atlas, Empty], Credits.MaxValue, IsReclaim: false, TakesEverything: false);

        Assert.StartsWith("18,446,744,073,709.551614 cr in all. Pool has", draft.AmountProblem, StringComparison.Ordinal);
        Assert.False(draft.IsValid);
    }

    private static MovableAccount Of(long id, string name, long available) =>
        new(new(id), name, AccountKinds.Workspace, Credits.FromCredits(available));
}

using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Overview;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Overview;

public class AttentionTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly TenantHead Head = new() { Tenant = new(1), Primary = new(1), Mode = CreditMode.WorkspaceBudget };
    private static readonly AccountPace TenADay = Paces.Steady(Today, 10);

    [Theory]
    [InlineData(100, 100, new AttentionKind[0])]
    [InlineData(30, 30, new[] { AttentionKind.RunningOut })]
    [InlineData(30, 1_000, new[] { AttentionKind.LowBalance, AttentionKind.RunningOut })]
    [InlineData(200, 1_000, new[] { AttentionKind.GettingLow })]
    [InlineData(0, 1_000, new[] { AttentionKind.Exhausted })]
    public void Of_AnAccount_ListsWhatIsLowAndWhatRunsOutEachByItself_A2(long available, long reference, AttentionKind[] expected) =>
        Assert.Equal(expected, Attention.Of(Account(available, reference), Head, TenADay, Today).Select(row => row.Kind));

    [Fact]
    public void Of_ALowAccount_SaysOfWhat_A3()
    {
        var rows = Attention.Of(Account(30, 1_000), Head, TenADay, Today).ToList();
        Assert.Equal(["of 1,000.00 cr", "on 3 Dec 2026"], rows.Select(AttentionWords.Detail));
    }

    [Fact]
    public void Of_AnAccountThatOwes_SaysThatAlone() => Assert.Equal(
        [AttentionKind.Overage],
        Attention.Of(Account(0, 100) with { Overage = Credits.FromCredits(5) }, Head, TenADay, Today).Select(row => row.Kind));

    private static Account Account(long available, long reference) => new()
    {
        Id = new(2),
        Kind = AccountKinds.Workspace,
        Name = "Returns Desk",
        CreatedAt = default,
        Available = Credits.FromCredits(available),
        ReferenceBalance = Credits.FromCredits(reference),
        StandingAllocations = 1,
    };
}

using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Ui.Controls;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces.Listing;

public class WorkspaceRowTests
{
    private static readonly WorkspaceRow Funded = new()
    {
        Id = new(2),
        Name = "Atlas",
        Available = Credits.FromCredits(100),
        Reference = Credits.FromCredits(100),
        HasAllocation = true,
    };

    [Theory]
    [InlineData(100, WorkspaceStatus.Active)]
    [InlineData(26, WorkspaceStatus.Active)]
    [InlineData(25, WorkspaceStatus.GettingLow)]
    [InlineData(11, WorkspaceStatus.GettingLow)]
    [InlineData(10, WorkspaceStatus.LowBalance)]
    [InlineData(0, WorkspaceStatus.Exhausted)]
    public void Status_ByWhatIsLeft_IsAsSaid(long available, WorkspaceStatus expected) =>
        Assert.Equal(expected, (Funded with { Available = Credits.FromCredits(available) }).Status);

    [Theory]
    [InlineData(60, WorkspaceStatus.GettingLow)]
    [InlineData(25, WorkspaceStatus.GettingLow)]
    [InlineData(20, WorkspaceStatus.LowBalance)]
    [InlineData(61, WorkspaceStatus.Active)]
    public void Status_ByItsOwnThresholds_IsThatOfItsAlerts(long available, WorkspaceStatus expected)
    {
        AlertThreshold[] thresholds = [AlertThreshold.OfPercent(60), AlertThreshold.OfAmount(Credits.FromCredits(20))];
        var rule = new AlertRule(thresholds, new HashSet<AlertKind>());
        var off = new AlertRule(thresholds, new HashSet<AlertKind> { AlertKind.LowBalance });

        Assert.Equal(expected, (Funded with { Available = Credits.FromCredits(available), Warns = rule }).Status);
        Assert.Equal(WorkspaceStatus.Active, (Funded with { Available = Credits.FromCredits(available), Warns = off }).Status);
    }

    [Fact]
    public void Status_LowAndRunningOut_IsTheSeverestOfBothUnlessThatIsOff()
    {
        var row = Funded with { Available = Credits.FromCredits(8), Today = new(2026, 11, 30), Pace = Paces.Steady(new(2026, 11, 30), 10) };

        Assert.Equal((WorkspaceStatus.RunningOut, Tone.Danger), (row.Status, WorkspaceWords.ToneOf(row.Status)));
        Assert.Equal(WorkspaceStatus.LowBalance, (row with { Warns = new(AlertRule.Default.Thresholds, new HashSet<AlertKind> { AlertKind.RunningOut }) }).Status);
    }

    [Fact]
    public void Status_OfAPrimaryWorkspaceThatUsedUpNothing_IsEmptyAndNoAlarm_A23()
    {
        var row = Funded with { IsPrimary = true, Available = Credits.Zero, Reference = Credits.Zero };

        Assert.Equal(("Empty", Tone.Neutral), (WorkspaceWords.Describe(row), WorkspaceWords.ToneOf(row.Status)));
        Assert.Equal(WorkspaceStatus.Exhausted, (row with { Reference = Credits.FromCredits(5) }).Status);
    }

    [Fact]
    public void Status_WithoutAnAllocation_SaysWhoPays()
    {
        var row = Funded with { Available = Credits.Zero, HasAllocation = false, DrawsOn = "Research" };

        Assert.Equal(WorkspaceStatus.NoAllocation, row.Status);
        Assert.Equal("No allocation: draws on Research", WorkspaceWords.Describe(row));
    }

    [Theory]
    [InlineData(true, "No allocation: no other account pays")]
    [InlineData(false, "No allocation")]
    public void Status_WhenItsAllocationWentAway_SaysNoMoreThanIsKnown(bool isAlone, string expected) =>
        Assert.Equal(expected, WorkspaceWords.Describe(Funded with { Available = Credits.Zero, HasAllocation = false, IsAlone = isAlone }));

    [Fact]
    public void Status_InSharedPoolMode_IsNotExhausted() => Assert.Equal(
        WorkspaceStatus.DrawsOnPool, (Funded with { Available = Credits.Zero, InSharedPool = true }).Status);

    [Fact]
    public void Status_OwingUsage_ComesBeforeTheBalance() =>
        Assert.Equal("In overage: 2.00 cr", WorkspaceWords.Describe(Funded with { Overage = Credits.FromCredits(2) }));

    [Fact]
    public void Status_RunningOutWithinThreeDays_IsCriticalWhateverIsLeft_A2()
    {
        var today = new DateOnly(2026, 11, 30);
        var row = Funded with { Today = today, Pace = Paces.Steady(today, 34) };

        Assert.Equal(("Runs out soon", Tone.Danger), (WorkspaceWords.Describe(row), WorkspaceWords.ToneOf(row.Status)));
        Assert.True(row.RunsOut.IsSoon(today));
        Assert.Equal(WorkspaceStatus.Active, (row with { Available = Credits.FromCredits(200) }).Status);
    }

    [Theory]
    [InlineData(true, "Blocked now")]
    [InlineData(false, "\u2013")]
    public void RunsOut_OwingUsage_IsBlockedNowWhereThatIsEnforced_A40(bool isBlocked, string expected) => Assert.Equal(
        expected, (Funded with { Available = Credits.Zero, Overage = Credits.FromCredits(2), IsBlocked = isBlocked }).RunsOut.Text);

    [Fact]
    public void Used_OfAHold_IsNotUsedYet_A3() =>
        Assert.Equal(Credits.FromCredits(30), (Funded with { Available = Credits.FromCredits(50), Reserved = Credits.FromCredits(20) }).Used);

    [Fact]
    public void Used_WithMoreThanTheReference_IsNothing() =>
        Assert.Equal(Credits.Zero, (Funded with { Available = Credits.FromCredits(120) }).Used);
}

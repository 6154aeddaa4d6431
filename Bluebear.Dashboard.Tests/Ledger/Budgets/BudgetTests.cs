using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Xunit;
using static Bluebear.Dashboard.Tests.Ledger.Budgets.BudgetBench;

namespace Bluebear.Dashboard.Tests.Ledger.Budgets;

/// <summary>What budgets write: fundings, ends of periods, changes. The audit of the books (I1-I6) follows each test.</summary>
public sealed class BudgetTests : IDisposable
{
    private readonly LedgerBench _bench = new();
    private readonly AccountId _a;

    public BudgetTests() => _a = _bench.Open("A");

    public void Dispose()
    {
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
        BudgetAudit.Check(_bench.Books);
    }

    [Fact]
    public void Plan_WithoutAStart_FundsAtOnceForTheRunningPeriod()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        Assert.Equal((100, 900), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        var period = _bench.Period(budget);
        Assert.Equal((BudgetPeriodState.Open, _bench.Now, At("2026-12-01T00:00:00Z")), (period.State, period.StartsAt, period.EndsAt));
        Assert.Equal(100, period.Funded.ToDecimal());
        Assert.True(_bench.Account(_a).HasAllocation(_bench.Head));
    }

    [Fact]
    public void Turn_AtEachPeriodStart_ReturnsWhatIsLeftAndFundsOnce()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Charge(_a, 30);
        _bench.Until("2026-12-01T00:00:00Z");
        _bench.Turn();
        Assert.Equal((100, 870), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        var (first, second) = (_bench.Periods(budget)[0], _bench.Periods(budget)[1]);
        Assert.Equal((70, BudgetPeriodState.Closed), (first.Returned.ToDecimal(), first.State));
        Assert.Equal((30, 0), (_bench.Spent(first.Id), _bench.Spent(second.Id)));
        Assert.All(_bench.Of(TransferCause.BudgetReturn).Concat(_bench.Of(TransferCause.BudgetFunding).Skip(1)),
            transfer => Assert.Equal(At("2026-12-01T00:00:00Z"), transfer.OccurredAt));
    }

    [Fact]
    public void Turn_OneTime_FundsAtItsStartAndReturnsAtItsEnd()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 50, BudgetKind.OneTime,
            plan => plan with { StartsAt = At("2026-11-10T00:00:00Z"), EndsAt = At("2026-11-20T00:00:00Z") });
        Assert.Equal(0, _bench.Available(_a));
        Assert.False(_bench.Account(_a).HasAllocation(_bench.Head));
        _bench.Until("2026-11-10T00:00:00Z");
        Assert.Equal(50, _bench.Available(_a));
        _bench.Until("2026-11-20T00:00:00Z");
        Assert.Equal((0, 1_000), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        Assert.Equal(BudgetStatus.Ended, _bench.Budget(budget).Status);
        Assert.Null(_bench.Account(_a).NextBudgetAt);
    }

    [Fact]
    public void Open_OfAnAccountWhoseTurnIsDue_PostsItBeforeAnythingIsDecided()
    {
        _bench.Buy(1_000);
        _bench.Plan(_a, 100);
        _bench.Charge(_a, 100);
        _bench.Now = At("2026-12-01T00:00:01Z");
        Assert.NotEqual(default, _bench.Reserve(_a, 100));
        Assert.Equal(800, _bench.Available(_bench.Primary));
    }

    [Fact]
    public void Turn_InShanghai_CountsFromTheEveAt16Utc_B4()
    {
        _bench.Books.Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Charge(_a, 10);
        _bench.Until("2026-11-30T16:00:00Z");
        _bench.Charge(_a, 7);
        var (before, now) = (_bench.Periods(budget)[0], _bench.Periods(budget)[1]);
        Assert.Equal(At("2026-11-30T16:00:00Z"), _bench.Of(TransferCause.BudgetFunding)[1].OccurredAt);
        Assert.Equal((10, 7), (_bench.Spent(before.Id), _bench.Spent(now.Id)));
    }

    [Theory]
    [InlineData("workspace")]
    [InlineData("team")]
    [InlineData("user")]
    [InlineData("agent")]
    [InlineData("customer")]
    [InlineData("cost-center")]
    public void Turn_OfAnyKindOfAccount_FundsAlike_B10(string kind)
    {
        _bench.Buy(1_000);
        var account = _bench.Open("Scope", kind);
        _bench.Plan(account, 100);
        _bench.Until("2026-12-01T00:00:00Z");
        Assert.Equal((100, 900), (_bench.Available(account), _bench.Available(_bench.Primary)));
        Assert.Equal(2, _bench.Of(TransferCause.BudgetFunding).Count);
    }

    [Fact]
    public void Plan_OnAnAccountThatHasSpent_StartsAtNothingSpent_B11()
    {
        _bench.Buy(1_000);
        _bench.Do(new MoveCredits(_bench.Primary, _a, Cr(100)));
        _bench.Charge(_a, 100);
        var budget = _bench.Plan(_a, 50);
        Assert.Equal((50, 0), (_bench.Available(_a), _bench.Spent(_bench.Period(budget).Id)));
    }

    [Fact]
    public void Plan_ToppingUp_CountsAvailableAndReservedAndPostsOnce_B15()
    {
        _bench.Buy(1_000);
        _bench.Do(new MoveCredits(_bench.Primary, _a, Cr(47.5m)));
        _bench.Reserve(_a, 10);
        Assert.Equal(37.5m, _bench.Available(_a));
        var plan = new PlanBudget(_a, null, BudgetKind.Monthly) { TopUpTo = Cr(100), Day = 1 };
        var first = _bench.Do(plan, "top");
        var again = Assert.IsType<PostingResult.AlreadyPosted>(_bench.Post(plan, "top")).Receipt;
        Assert.Equal(first.Budget, again.Budget);
        Assert.Equal(52.5m, Assert.Single(_bench.Of(TransferCause.BudgetFunding)).Amount.ToDecimal());
        _bench.Turn();
        Assert.Single(_bench.Of(TransferCause.BudgetFunding));
    }

    [Fact]
    public void Turn_AtTheFirst_ClosesThePeriodThatBeganThen_B17()
    {
        _bench.Now = At("2027-01-01T00:00:00Z");
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Now = At("2027-01-02T10:00:00Z");
        _bench.Charge(_a, 12);
        _bench.Until("2027-02-01T00:00:00Z");
        var closed = _bench.Periods(budget)[0];
        Assert.Equal((At("2027-01-01T00:00:00Z"), At("2027-02-01T00:00:00Z")), (closed.StartsAt, closed.EndsAt));
        Assert.Equal(12, _bench.Spent(closed.Id));
    }

    [Fact]
    public void Open_AfterThreeMonthsDown_CarriesInOrderAndLosesNothing_B19_F30()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100, with: plan => plan with { Unused = UnusedCredits.Keep });
        _bench.Charge(_a, 40);
        _bench.Now = At("2027-02-01T12:00:00Z");
        _bench.Reserve(_a, 360);
        _bench.Until("2027-02-01T13:00:00Z");
        _bench.Turn();
        Assert.Equal([100, 100, 100, 100], _bench.Of(TransferCause.BudgetFunding).Select(transfer => transfer.Amount.ToDecimal()));
        Assert.Equal([0m, 60, 160, 260], _bench.Periods(budget).Select(period => period.CarriedIn.ToDecimal()));
        Assert.Equal(["2026-12-01", "2027-01-01", "2027-02-01"],
            _bench.Of(TransferCause.BudgetFunding).Skip(1).Select(transfer => transfer.OccurredAt.ToString("yyyy-MM-dd", null)));
    }

    [Fact]
    public void Change_DownUpDownUpNow_EndsAsItBegan_B20()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        foreach (var amount in (int[])[10, 100, 10, 100])
        {
            _bench.Do(new ChangeBudget(budget, true) { Amount = Cr(amount) });
            Assert.Equal((amount, amount), (_bench.Available(_a), _bench.Period(budget).Funded.ToDecimal()));
        }

        Assert.Equal(900, _bench.Available(_bench.Primary));
    }

    [Fact]
    public void Change_ToLessThanWasSpentNow_TakesBackWhatIsThereAndNoMore_B20()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Charge(_a, 80);
        _bench.Do(new ChangeBudget(budget, true) { Amount = Cr(10) });
        Assert.Equal((0, 80), (_bench.Available(_a), _bench.Period(budget).Funded.ToDecimal()));
        _bench.Do(new ChangeBudget(budget, true) { Amount = Cr(100) });
        Assert.Equal((20, 100), (_bench.Available(_a), _bench.Period(budget).Funded.ToDecimal()));
    }

    [Fact]
    public void Change_ToMoreNow_PostsTheDifference_B22()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 360);
        var receipt = _bench.Do(new ChangeBudget(budget, true) { Amount = Cr(900) });
        Assert.Equal(540, Assert.Single(receipt.Transfers).Amount.ToDecimal());
        Assert.Equal((900, 900), (_bench.Available(_a), _bench.Period(budget).Funded.ToDecimal()));
    }

    [Fact]
    public void Change_FromTheNextPeriod_MovesNothingNow()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        Assert.Empty(_bench.Do(new ChangeBudget(budget, false) { Amount = Cr(200) }).Transfers);
        Assert.Equal(100, _bench.Available(_a));
        _bench.Until("2026-12-01T00:00:00Z");
        Assert.Equal(200, _bench.Available(_a));
    }

    [Fact]
    public void Plan_ExactlyAtAPeriodStart_FundsOnce_B23()
    {
        _bench.Buy(1_000);
        _bench.Now = At("2026-12-01T00:00:00Z");
        _bench.Plan(_a, 100);
        _bench.Turn();
        Assert.Single(_bench.Of(TransferCause.BudgetFunding));
        _bench.Until("2026-12-31T23:59:59Z");
        Assert.Single(_bench.Of(TransferCause.BudgetFunding));
    }

    [Fact]
    public void Change_OfABlockedAccountsBudgetNow_GrantsTheNextReservation_B25()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Charge(_a, 100);
        Assert.Equal(RefusalReason.CreditsExhausted, _bench.Refuse(new ReserveCredits(Cr(10), new() { Workspace = _a })).Reason);
        _bench.Do(new ChangeBudget(budget, true) { Amount = Cr(150) });
        _bench.Reserve(_a, 50);
    }

    [Fact]
    public void Turn_InOverage_PaysItFirstAndCarriesNothing_B27()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 30, with: plan => plan with { Unused = UnusedCredits.Carry, CarryUpTo = Cr(50) });
        _bench.Do(new ChargeUsage(Cr(49.5m), new() { Workspace = _a }, _bench.Now));
        Assert.Equal(19.5m, _bench.Overage(_a));
        _bench.Until("2026-12-01T00:00:00Z");
        Assert.Equal((10.5m, 0, 0), (_bench.Available(_a), _bench.Overage(_a), _bench.Period(budget).CarriedIn.ToDecimal()));
        Assert.Equal(19.5m, _bench.Spent(_bench.Period(budget).Id));
    }

    [Fact]
    public void Turn_AfterTheClockWasSetBack_IsNotPostedAgain_B29()
    {
        _bench.Buy(1_000);
        _bench.Plan(_a, 100);
        _bench.Until("2026-12-01T00:05:00Z");
        _bench.Until("2026-11-30T23:05:00Z");
        Assert.Equal(2, _bench.Of(TransferCause.BudgetFunding).Count);
        _bench.Until("2027-01-01T00:00:00Z");
        Assert.Equal(At("2027-01-01T00:00:00Z"), _bench.Of(TransferCause.BudgetFunding)[2].OccurredAt);
    }

    [Theory]
    [InlineData(UnusedCredits.Return, null, 100, 930, 0)]
    [InlineData(UnusedCredits.Keep, null, 170, 860, 0)]
    [InlineData(UnusedCredits.Carry, 25, 125, 905, 0)]
    [InlineData(UnusedCredits.Carry, 0, 100, 930, 0)]
    [InlineData(UnusedCredits.Expire, null, 100, 860, 70)]
    public void Turn_WithCreditsLeft_DoesWhatTheBudgetSaysOfThem(UnusedCredits unused, int? cap, int available, int pool, int expired)
    {
        var purchase = _bench.Buy(1_060);
        _bench.Plan(_a, 100, with: plan => plan with { Unused = unused, CarryUpTo = cap is { } most ? Cr(most) : null });
        _bench.Charge(_a, 30);
        _bench.Until("2026-12-01T00:00:00Z");
        Assert.Equal((available, pool), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        Assert.Equal(expired, _bench.Book.FindPurchase(purchase)!.Expired.ToDecimal());
    }

    [Theory]
    [InlineData(UnusedCredits.Return, 0)]
    [InlineData(UnusedCredits.Keep, 70)]
    [InlineData(UnusedCredits.Carry, 0)]
    [InlineData(UnusedCredits.Expire, 0)]
    public void Cancel_WithCreditsLeft_DoesWhatTheBudgetSaysOfItsEnd(UnusedCredits unused, int left)
    {
        var purchase = _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100, with: plan => plan with { Unused = unused, CarryUpTo = unused == UnusedCredits.Carry ? Cr(5) : null });
        _bench.Charge(_a, 30);
        _bench.Do(new CancelBudget(budget));
        Assert.Equal((left, BudgetStatus.Cancelled), (_bench.Available(_a), _bench.Budget(budget).Status));
        Assert.Equal(unused == UnusedCredits.Expire ? 70 : 0, _bench.Book.FindPurchase(purchase)!.Expired.ToDecimal());
        _bench.Until("2027-01-05T00:00:00Z");
        Assert.Equal(left, _bench.Available(_a));
        Assert.Single(_bench.Of(TransferCause.BudgetFunding));
    }

    [Fact]
    public void Plan_WhereTheSourceIsShort_WaitsAndFundsItselfInTheOrderOfWaiting()
    {
        var b = _bench.Open("B");
        var first = _bench.Plan(_a, 60);
        _bench.Now = _bench.Now.AddMinutes(1);
        var second = _bench.Plan(b, 60);
        Assert.Equal((BudgetPeriodState.Waiting, _bench.Now), (_bench.Period(second).State, _bench.Period(second).WaitingSince));
        _bench.Now = _bench.Now.AddHours(1);
        _bench.Buy(100);
        _bench.Do(new FundBudgets(_bench.Primary, 100));
        Assert.Equal((60, 0, 40), (_bench.Available(_a), _bench.Available(b), _bench.Available(_bench.Primary)));
        Assert.Equal((BudgetPeriodState.Open, null), (_bench.Period(first).State, _bench.Period(first).WaitingSince));
        Assert.Equal(_bench.Now, Assert.Single(_bench.Of(TransferCause.BudgetFunding)).OccurredAt);
        _bench.Buy(20);
        _bench.Reserve(b, 60);
        Assert.Equal(0, _bench.Available(_bench.Primary));
    }

    [Fact]
    public void Fund_OfABudgetThatAllowsParts_TakesWhatIsThereAndWaitsForTheRest()
    {
        _bench.Buy(30);
        var budget = _bench.Plan(_a, 100, with: plan => plan with { AllowPartial = true });
        Assert.Equal((30, BudgetPeriodState.Waiting), (_bench.Available(_a), _bench.Period(budget).State));
        _bench.Buy(90);
        _bench.Do(new FundBudgets(_bench.Primary, 100));
        Assert.Equal((100, 20, BudgetPeriodState.Open), (_bench.Available(_a), _bench.Available(_bench.Primary), _bench.Period(budget).State));
    }

    [Fact]
    public void Settle_OfAHoldThatStraddlesTheEnd_UsesItsOwnCreditsAndReturnsTheRest_F21()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Now = At("2026-11-30T20:00:00Z");
        var hold = _bench.Reserve(_a, 80, TimeSpan.FromHours(24));
        _bench.Until("2026-12-01T00:00:00Z");
        Assert.Equal((100, 820), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        _bench.Do(new SettleReservation(hold, Cr(50)));
        Assert.Equal((100, 850), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        Assert.Equal((50, 0), (_bench.Spent(_bench.Periods(budget)[0].Id), _bench.Spent(_bench.Periods(budget)[1].Id)));
    }

    [Theory]
    [InlineData(UnusedCredits.Return, null, 100, 850, 0)]
    [InlineData(UnusedCredits.Keep, null, 190, 760, 0)]
    [InlineData(UnusedCredits.Carry, 50, 150, 800, 0)]
    [InlineData(UnusedCredits.Expire, null, 100, 760, 90)]
    public void Refund_AfterThePeriod_FollowsWhatTheBudgetSays(UnusedCredits unused, int? cap, int available, int pool, int expired)
    {
        var purchase = _bench.Buy(960);
        _bench.Plan(_a, 100, with: plan => plan with { Unused = unused, CarryUpTo = cap is { } most ? Cr(most) : null });
        var charge = _bench.Charge(_a, 60).Charge!.Value;
        _bench.Until("2026-12-01T00:00:00Z");
        _bench.Do(new RefundCharge(charge, Cr(50)));
        Assert.Equal((available, pool), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        Assert.Equal(expired, _bench.Book.FindPurchase(purchase)!.Expired.ToDecimal());
    }

    [Fact]
    public void Move_ByHand_LeavesTheBudgetAndCountsAsMovedOut()
    {
        _bench.Buy(1_000);
        var b = _bench.Open("B");
        var budget = _bench.Plan(_a, 100);
        _bench.Do(new MoveCredits(_a, b, Cr(40)));
        _bench.Until("2026-12-01T00:00:00Z");
        var period = _bench.Periods(budget)[0];
        Assert.Equal((40, 60, 40), (_bench.Available(b), period.Returned.ToDecimal(), (period.In - period.Out).ToDecimal()));
    }

    [Fact]
    public void Lots_OfAPeriod_EndWithItOrWithTheirPurchase()
    {
        _bench.Buy(60, At("2026-11-15T00:00:00Z"));
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Until("2026-11-15T00:00:00Z");
        Assert.Equal(100, _bench.Available(_a));
        _bench.Do(new Bluebear.Dashboard.Ledger.Movements.Purchases.ExpireEndedLots(10));
        Assert.Equal((40, 60), (_bench.Available(_a), _bench.Period(budget).Expired.ToDecimal()));
    }

    [Fact]
    public void Switch_ToSharedPoolOverAStart_SkipsThePeriodAndSaysSo()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Charge(_a, 30);
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal((0, 970), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        _bench.Until("2026-12-01T00:00:00Z");
        Assert.Equal(BudgetPeriodState.Skipped, _bench.Period(budget).State);
        _bench.Now = At("2026-12-10T00:00:00Z");
        _bench.Do(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        _bench.Turn();
        Assert.Equal(0, _bench.Available(_a));
        _bench.Until("2027-01-01T00:00:00Z");
        Assert.Equal(100, _bench.Available(_a));
        Assert.Equal([BudgetPeriodState.Closed, BudgetPeriodState.ClosedSkipped, BudgetPeriodState.Open], _bench.Periods(budget).Select(period => period.State));
    }

    [Fact]
    public void Switch_AfterAStartThatWasNotPostedYet_PostsItFirst()
    {
        _bench.Buy(1_000);
        var budget = _bench.Plan(_a, 100);
        _bench.Now = At("2026-12-01T00:05:00Z");
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal((100, BudgetPeriodState.Open), (_bench.Period(budget).Funded.ToDecimal(), _bench.Period(budget).State));
        Assert.Equal(1_000, _bench.Available(_bench.Primary));
    }

    [Fact]
    public void Delete_OfAnAccount_CancelsItsBudgetsAndRedirectsThoseThatDrewOnIt()
    {
        _bench.Buy(1_000);
        var b = _bench.Open("B");
        _bench.Do(new MoveCredits(_bench.Primary, b, Cr(300)));
        var own = _bench.Plan(b, 50);
        var drawing = _bench.Do(new PlanBudget(_a, b, BudgetKind.Monthly) { Amount = Cr(100), Day = 1 }).Budget!.Value;
        _bench.Do(new DeleteAccount(b));
        Assert.Equal(BudgetStatus.Cancelled, _bench.Budget(own).Status);
        Assert.Equal(900, _bench.Available(_bench.Primary));
        _bench.Until("2026-12-01T00:00:00Z");
        Assert.Equal((100, 900), (_bench.Available(_a), _bench.Available(_bench.Primary)));
        Assert.Equal(_bench.Primary, _bench.Budget(drawing).Source);
    }

    [Fact]
    public void Turn_OfAccountsThatFundEachOther_Ends()
    {
        _bench.Buy(1_000);
        var b = _bench.Open("B");
        _bench.Do(new MoveCredits(_bench.Primary, _a, Cr(100)));
        _bench.Do(new MoveCredits(_bench.Primary, b, Cr(100)));
        _bench.Do(new PlanBudget(_a, b, BudgetKind.Monthly) { Amount = Cr(10), Day = 1 });
        _bench.Do(new PlanBudget(b, _a, BudgetKind.Weekly) { Amount = Cr(5) });
        _bench.Until("2027-06-01T00:00:00Z");
        Assert.Equal(200, _bench.Available(_a) + _bench.Available(b));
    }

    [Fact]
    public void Turn_WithTwoBudgetsOnOneAccount_FundsBoth()
    {
        _bench.Buy(1_000);
        _bench.Plan(_a, 100);
        _bench.Plan(_a, 20, BudgetKind.Weekly, plan => plan with { Day = null });
        Assert.Equal(120, _bench.Available(_a));
        _bench.Charge(_a, 15);
        _bench.Until("2026-11-08T00:00:00Z");
        Assert.Equal((120, 880), (_bench.Available(_a), _bench.Available(_bench.Primary) + 15));
    }

    [Theory]
    [InlineData(BudgetKind.Monthly)]
    [InlineData(BudgetKind.Weekly)]
    [InlineData(BudgetKind.Quarterly)]
    public void Preview_InSeoul_NamesTheInstantsThatArePosted_B13(BudgetKind kind)
    {
        var zone = _bench.Books.Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
        _bench.Buy(10_000);
        var start = BudgetStart.Of(kind, null, null, _bench.Now, zone);
        var upcoming = UpcomingPeriods.Of(kind, start, null, zone).Take(6).ToList();
        _bench.Do(new PlanBudget(_a, null, kind) { Amount = Cr(10) });
        _bench.Until(upcoming[^1].StartsAt.ToString("O"));
        Assert.Equal(upcoming.Select(period => period.StartsAt), _bench.Of(TransferCause.BudgetFunding).Select(transfer => transfer.OccurredAt));
        Assert.All(upcoming.Skip(1), period => Assert.Equal(15, period.StartsAt.UtcDateTime.Hour));
    }

    [Fact]
    public void Reserve_WhereTheTeamBlocks_NamesTheTeamAndNotTheWorkspaceThatHasCredits_B26()
    {
        _bench.Buy(1_000);
        var team = _bench.Open("Team", AccountKinds.Team);
        _bench.Plan(_a, 100);
        _bench.Do(new ChangeAccount(team, OnExhausted: Bluebear.Dashboard.Ledger.Paying.OnExhausted.Block));
        var refusal = _bench.Refuse(new ReserveCredits(Cr(10), new() { Team = team }));
        Assert.Equal((RefusalReason.CreditsExhausted, team), (refusal.Reason, refusal.Account));
        Assert.Equal(100, _bench.Available(_a));
    }

    [Fact]
    public void Switch_BackWithTheLastAllocations_PutsBudgetCreditsIntoPeriodsThatStillRun()
    {
        _bench.Buy(1_000);
        var monthly = _bench.Plan(_a, 100);
        var weekly = _bench.Plan(_a, 20, BudgetKind.Weekly, plan => plan with { Day = null });
        _bench.Do(new MoveCredits(_bench.Primary, _a, Cr(7)));
        _bench.Do(new SwitchCreditMode(CreditMode.SharedPool));
        _bench.Now = At("2026-11-09T00:00:00Z");
        _bench.Do(new SwitchCreditMode(CreditMode.WorkspaceBudget, RestoreLast: true));
        _bench.Commit();
        decimal In(BudgetPeriodId period) => _bench.Books.Lots.Values.Where(lot => lot.Account == _a && lot.BudgetPeriod == period).Sum(lot => lot.Available.ToDecimal());
        Assert.Equal((127, 100, 27), (_bench.Available(_a), In(_bench.Period(monthly).Id), In(BudgetPeriodId.None)));
        Assert.Equal(BudgetPeriodState.Skipped, _bench.Period(weekly).State);
    }

    [Theory]
    [InlineData("day 0", RefusalReason.InvalidBudget, "day")]
    [InlineData("day 32", RefusalReason.InvalidBudget, "day")]
    [InlineData("both", RefusalReason.InvalidBudget, "amount")]
    [InlineData("none", RefusalReason.InvalidBudget, "amount")]
    [InlineData("zero", RefusalReason.InvalidAmount, "amount")]
    [InlineData("zero target", RefusalReason.InvalidAmount, "top_up_to")]
    [InlineData("negative cap", RefusalReason.InvalidBudget, "unused")]
    [InlineData("no end", RefusalReason.InvalidBudget, "ends_at")]
    [InlineData("start after end", RefusalReason.InvalidBudget, "ends_at")]
    [InlineData("no room", RefusalReason.InvalidBudget, "ends_at")]
    [InlineData("past", RefusalReason.InvalidBudget, "ends_at")]
    [InlineData("far", RefusalReason.InvalidBudget, "starts_at")]
    [InlineData("itself", RefusalReason.SameAccount, "source")]
    [InlineData("unknown", RefusalReason.AccountNotFound, "wallet")]
    [InlineData("deleted", RefusalReason.AccountDeleted, "wallet")]
    public void Plan_OfWhatCannotBe_IsRefusedAndChangesNothing(string what, RefusalReason reason, string field)
    {
        var deleted = _bench.Open("Gone");
        _bench.Do(new DeleteAccount(deleted));
        var plan = new PlanBudget(_a, null, BudgetKind.Monthly) { Amount = Cr(1), Day = 1 };
        var once = plan with { Kind = BudgetKind.OneTime, Day = null };
        var wrong = what switch
        {
            "day 0" => plan with { Day = 0 },
            "day 32" => plan with { Day = 32 },
            "both" => plan with { TopUpTo = Cr(1) },
            "none" => plan with { Amount = null },
            "zero" => plan with { Amount = Credits.Zero },
            "zero target" => plan with { Amount = null, TopUpTo = Credits.Zero },
            "negative cap" => plan with { Unused = UnusedCredits.Carry, CarryUpTo = -Cr(1) },
            "no end" => once,
            "start after end" => once with { StartsAt = At("2027-02-01T00:00:00Z"), EndsAt = At("2027-01-01T00:00:00Z") },
            "no room" => plan with { StartsAt = At("2026-11-05T00:00:00Z"), EndsAt = At("2026-11-20T00:00:00Z") },
            "past" => plan with { EndsAt = At("2026-10-01T00:00:00Z") },
            "far" => plan with { StartsAt = At("9500-01-01T00:00:00Z") },
            "itself" => plan with { Source = _a },
            "unknown" => plan with { Account = new AccountId(_a.Value + 99) },
            _ => plan with { Account = deleted },
        };
        var refusal = _bench.Refuse(wrong);
        Assert.Equal((reason, field), (refusal.Reason, refusal.Field));
        _bench.Commit();
        Assert.Empty(_bench.Books.Budgets);
    }
}

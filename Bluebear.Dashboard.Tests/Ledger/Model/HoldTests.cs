using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Model;

public class HoldTests
{
    private readonly LedgerBench _bench = new();
    private readonly AccountId _a;

    public HoldTests()
    {
        _a = _bench.Open("A");
        _bench.Buy(1_000);
        _bench.Do(new MoveCredits(_bench.Primary, _a, Credits.FromCredits(100)));
    }

    [Fact]
    public void ReserveCredits_Covered_MovesThemFromAvailableToReserved()
    {
        var receipt = _bench.Do(new ReserveCredits(Credits.FromCredits(30), new() { Workspace = _a, User = "grace" }));
        Assert.Equal((70, 30), Figures());
        var transfer = Assert.Single(receipt.Transfers);
        Assert.Equal((TransferType.Reservation, _a, _a, receipt.Hold), (transfer.Type, transfer.From, transfer.To, transfer.Hold));
    }

    [Fact]
    public void ReserveCredits_MoreThanThere_IsRefusedWithThePath()
    {
        _bench.Reserve(_a, 95);
        var refusal = _bench.Refuse(new ReserveCredits(Credits.FromCredits(6), new() { Workspace = _a }));
        Assert.Equal((RefusalReason.CreditsExhausted, _a), (refusal.Reason, refusal.Account));
        Assert.Equal(1, refusal.Path!.Shortfall.ToDecimal());
    }

    [Theory]
    [InlineData(30, 30, 70, 0)]
    [InlineData(12, 12, 88, 0)]
    [InlineData(0, 0, 100, 0)]
    [InlineData(100, 100, 0, 0)]
    [InlineData(130, 100, 0, 30)]
    public void SettleReservation_Of30_SpendsReleasesDrawsOnAndOwes(int cost, int spent, int available, int owed)
    {
        var hold = _bench.Reserve(_a, 30);
        var receipt = _bench.Do(new SettleReservation(hold, Credits.FromCredits(cost)));
        Assert.Equal((available, 0), Figures());
        Assert.Equal(owed, _bench.Overage(_a));
        Assert.Equal(spent, _bench.Book.FindPurchase(new(TenantScopedId.Compose(LedgerBench.Tenant, 1)))!.Spent.ToDecimal());
        Assert.Equal(cost, _bench.Book.FindCharge(receipt.Charge!.Value)!.Amount.ToDecimal());
        Audit();
    }

    [Fact]
    public void SettleReservation_WithoutAPrice_ChargesTheEstimateAndSaysSo()
    {
        var hold = _bench.Reserve(_a, 30);
        var charge = _bench.Book.FindCharge(_bench.Do(new SettleReservation(hold, null)).Charge!.Value)!;
        Assert.Equal((30m, true), (charge.Amount.ToDecimal(), charge.IsEstimate));
    }

    [Theory]
    [InlineData(HoldStatus.Settled)]
    [InlineData(HoldStatus.Released)]
    [InlineData(HoldStatus.Expired)]
    public void EveryEnd_AfterAnother_IsRefusedAndNamesIt(HoldStatus ended)
    {
        var hold = _bench.Reserve(_a, 30);
        End(hold, ended);
        foreach (var committed in (bool[])[false, true])
        {
            foreach (var movement in (Movement[])[new SettleReservation(hold, Credits.FromCredits(1)), new ReleaseReservation(hold)])
            {
                var refusal = _bench.Refuse(movement);
                Assert.Equal((RefusalReason.HoldFinished, ended), (refusal.Reason, refusal.Ended));
            }

            if (!committed)
            {
                _bench.Commit();
            }
        }

        Assert.Equal(0, _bench.Reserved(_a));
        Audit();
    }

    [Fact]
    public void SettleReservation_SameKeyAgain_AnswersAsTheFirstTime()
    {
        var hold = _bench.Reserve(_a, 30);
        foreach (var cost in (int[])[12, 0])
        {
            var movement = new SettleReservation(cost == 0 ? _bench.Reserve(_a, 5) : hold, Credits.FromCredits(cost));
            var first = _bench.Do(movement, $"settle {cost}");
            _bench.Commit();
            var again = Assert.IsType<PostingResult.AlreadyPosted>(_bench.Post(movement, $"settle {cost}")).Receipt;
            Assert.Equal((first.Hold, first.Charge), (again.Hold, again.Charge));
            Assert.Equal(first.Transfers.Select(t => t.Id), again.Transfers.Select(t => t.Id));
        }

        var other = new SettleReservation(hold, Credits.FromCredits(13));
        Assert.Equal(RefusalReason.OperationKeyReused, _bench.Refuse(other, "settle 12").Reason);
    }

    [Fact]
    public void TimeLimit_Reached_EndsTheHoldAtItsLimitBeforeAnythingElse()
    {
        _bench.Reserve(_a, 60);
        var limit = _bench.Now.AddMinutes(10);
        _bench.Now = limit.AddTicks(-10);
        Assert.Equal(RefusalReason.CreditsExhausted, _bench.Refuse(new ReserveCredits(Credits.FromCredits(50), new() { Workspace = _a })).Reason);
        _bench.Now = limit.AddHours(3);
        _bench.Reserve(_a, 50);
        _bench.Commit();
        var release = _bench.Books.Transfers.Values.Single(t => t.Type == TransferType.Release);
        Assert.Equal((limit, 60m), (release.OccurredAt, release.Amount.ToDecimal()));
        Audit();
    }

    [Fact]
    public void TimeLimit_AndCreditsThatEnd_ArePostedInTheOrderOfTheirInstants()
    {
        var b = _bench.Open("B");
        var end = _bench.Now.AddMinutes(30);
        _bench.Buy(40, end);
        _bench.Do(new MoveCredits(_bench.Primary, b, Credits.FromCredits(40)));
        _bench.Reserve(b, 10, TimeSpan.FromMinutes(20));
        _bench.Reserve(b, 5, TimeSpan.FromMinutes(40));
        _bench.Now = end.AddDays(1);
        _bench.Do(new ExpireHolds(100));
        _bench.Commit();
        var due = _bench.Books.Transfers.Values.Where(t => t.Type is TransferType.Release or TransferType.Expiry)
            .OrderBy(t => t.Id.Value).Select(t => (t.Type, t.Amount.ToDecimal(), (t.OccurredAt - end).TotalMinutes));
        Assert.Equal([(TransferType.Release, 10m, -10d), (TransferType.Expiry, 35m, 0d), (TransferType.Release, 5m, 10d), (TransferType.Expiry, 5m, 10d)], due);
        Audit();
    }

    [Fact]
    public void SettleReservation_PurchaseEndedMeanwhile_SettlesAgainstItAndTheRestExpires()
    {
        var b = _bench.Open("B");
        _bench.Buy(40, _bench.Now.AddMinutes(5));
        _bench.Do(new MoveCredits(_bench.Primary, b, Credits.FromCredits(40)));
        var hold = _bench.Reserve(b, 40);
        _bench.Now = _bench.Now.AddMinutes(6);
        _bench.Do(new SettleReservation(hold, Credits.FromCredits(25)));
        var purchase = _bench.Book.FindPurchase(new(TenantScopedId.Compose(LedgerBench.Tenant, 2)))!;
        Assert.Equal((25m, 15m, 0m), (purchase.Spent.ToDecimal(), purchase.Expired.ToDecimal(), _bench.Available(b)));
        Audit();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OpenHold_AccountGone_ReturnsItsRestToThePrimaryWorkspace(bool byDeleting)
    {
        var (settled, released) = (_bench.Reserve(_a, 30), _bench.Reserve(_a, 20));
        _bench.Do(byDeleting ? new DeleteAccount(_a) : new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal(950, _bench.Available(_bench.Primary));
        _bench.Do(new SettleReservation(settled, Credits.FromCredits(45)));
        _bench.Do(new ReleaseReservation(released));
        Assert.Equal((0, 0, 955), (_bench.Available(_a), _bench.Reserved(_a), _bench.Available(_bench.Primary)));
        Audit();
    }

    [Fact]
    public void LateUsage_OfAnExpiredHold_IsChargedOnce()
    {
        var hold = _bench.Reserve(_a, 30);
        Assert.Equal(RefusalReason.HoldStands, _bench.Refuse(Late(hold)).Reason);
        End(hold, HoldStatus.Expired);
        _bench.Do(Late(hold));
        _bench.Commit();
        Assert.Equal(RefusalReason.HoldFinished, _bench.Refuse(Late(hold)).Reason);
        Assert.Equal((93, 0), Figures());
        var settled = _bench.Reserve(_a, 1);
        End(settled, HoldStatus.Settled);
        Assert.Equal(RefusalReason.HoldFinished, _bench.Refuse(Late(settled)).Reason);
    }

    [Fact]
    public void RefundCharge_OfPartlyOwedUsage_CancelsWhatIsOwedThenReturnsTheLastDrawn()
    {
        var charge = _bench.Charge(_a, 130).Charge!.Value;
        _bench.Commit();
        _bench.Do(new RefundCharge(charge, Credits.FromCredits(40)));
        Assert.Equal((10, 0, 0m), (Figures().Item1, Figures().Item2, _bench.Overage(_a)));
        Assert.Equal(90, _bench.Refuse(new RefundCharge(charge, Credits.FromCredits(91))).Available!.Value.ToDecimal());
        _bench.Do(new RefundCharge(charge));
        Assert.Equal(RefusalReason.RefundExceedsCharge, _bench.Refuse(new RefundCharge(charge)).Reason);
        Assert.Equal(100, _bench.Available(_a));
        Audit();
    }

    [Fact]
    public void RefundCharge_OfOverageThatWasPaidLater_ReturnsIt()
    {
        var charge = _bench.Charge(_a, 130).Charge!.Value;
        _bench.Do(new MoveCredits(_bench.Primary, _a, Credits.FromCredits(20)));
        _bench.Commit();
        _bench.Do(new RefundCharge(charge));
        Assert.Equal((120m, 0m), (_bench.Available(_a), _bench.Overage(_a)));
        Audit();
    }

    public static TheoryData<Movement, RefusalReason> Refused()
    {
        var one = Credits.FromCredits(1);
        var nobody = new AccountId(TenantScopedId.Compose(LedgerBench.Tenant, 99));
        return new()
        {
            { new ReserveCredits(Credits.Zero, new()), RefusalReason.InvalidAmount },
            { new ReserveCredits(-one, new()), RefusalReason.InvalidAmount },
            { new ReserveCredits(-one, new()) { IsPriced = true }, RefusalReason.InvalidAmount },
            { new ReserveCredits(one, new() { Details = new() { CacheWrite = 1 } }), RefusalReason.InvalidText },
            { new ReserveCredits(one, new(), TimeSpan.Zero), RefusalReason.InvalidTime },
            { new ReserveCredits(one, new(), TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1)), RefusalReason.InvalidTime },
            { new ReserveCredits(one, new() { User = "" }), RefusalReason.InvalidText },
            { new ReserveCredits(one, new() { Workspace = nobody }), RefusalReason.AccountNotFound },
            { new ReserveCredits(one, new() { Account = nobody }), RefusalReason.AccountNotFound },
            { new ReserveCredits(LedgerBounds.MaxAmount, new()), RefusalReason.CreditsExhausted },
            { new SettleReservation(new(7), one), RefusalReason.HoldNotFound },
            { new SettleReservation(new(7), -one), RefusalReason.InvalidAmount },
            { new SettleReservation(new(7), one) { Tokens = new(-1, 0) }, RefusalReason.InvalidText },
            { new ReleaseReservation(new(TenantScopedId.Compose(LedgerBench.Tenant, 7))), RefusalReason.HoldNotFound },
            { new RefundCharge(new(TenantScopedId.Compose(LedgerBench.Tenant, 7))), RefusalReason.ChargeNotFound },
        };
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Movement_NotPossible_IsRefused(Movement movement, RefusalReason reason) => Assert.Equal(reason, _bench.Refuse(movement).Reason);

    [Fact]
    public void ReserveCredits_NextToTheLargestSums_NeverWraps()
    {
        _bench.Reserve(_a, 100);
        _bench.Do(new RecordPurchase(LedgerBounds.MaxAmount, "INV"));
        var room = LedgerBounds.MaxAmount - Credits.FromCredits(1_000);
        Assert.Equal(RefusalReason.TotalOutOfRange, _bench.Refuse(new RecordPurchase(room + Credits.FromMicroCredits(1), "INV")).Reason);
        _bench.Do(new RecordPurchase(room, "INV"));
    }

    [Fact]
    public void Clock_GoneBackAnHour_EndsNothingEarlyAndNothingTwice()
    {
        var hold = _bench.Reserve(_a, 30);
        _bench.Now = _bench.Now.AddHours(-1);
        _bench.Reserve(_a, 1);
        Assert.Equal(31, _bench.Reserved(_a));
        _bench.Now = _bench.Now.AddYears(1);
        Assert.Equal(HoldStatus.Expired, _bench.Refuse(new ReleaseReservation(hold)).Ended);
        Assert.Equal((100, 0), Figures());
        Audit();
    }

    private ChargeUsage Late(HoldId hold) => new(Credits.FromCredits(7), new() { Workspace = _a }, _bench.Now) { Hold = hold };

    private void End(HoldId hold, HoldStatus how)
    {
        switch (how)
        {
            case HoldStatus.Settled:
                _bench.Do(new SettleReservation(hold, Credits.FromCredits(1)));
                break;
            case HoldStatus.Released:
                _bench.Do(new ReleaseReservation(hold));
                break;
            default:
                _bench.Now = _bench.Now.AddMinutes(10);
                break;
        }
    }

    private (decimal, decimal) Figures() => (_bench.Available(_a), _bench.Reserved(_a));

    private void Audit()
    {
        _bench.Do(new ExpireEndedLots(100));
        _bench.Commit();
        BooksAudit.Check(_bench.Books);
    }
}

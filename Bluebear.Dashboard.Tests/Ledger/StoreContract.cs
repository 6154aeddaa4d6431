using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Data;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>What the ledger's writer may rely on in every store, whatever database is behind it.</summary>
/// <remarks>A store's own class of tests inherits these. The store has the tenants 1 and 2, each with its Primary Workspace.</remarks>
public abstract class StoreContract : IAsyncLifetime
{
    private static readonly TenantId Tenant = new(1);
    private static readonly TenantId OtherTenant = new(2);
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(123_457);

    private static readonly Account Parent = new()
    {
        Id = new(Id(12)),
        Kind = AccountKinds.Organization,
        Name = "Ähre & Söhne",
        CreatedAt = Now,
    };

    private static readonly Account Atlas = new()
    {
        Id = new(Id(11)),
        Kind = "llm-agent",
        Name = "Atlas",
        Ref = "team_Atlas",
        Parent = Parent.Id,
        CreatedAt = Now,
        Available = Credits.FromMicroCredits(7),
        Reserved = Credits.FromMicroCredits(8),
        Overage = Credits.FromMicroCredits(9),
        EntrySequence = 3,
        ReferenceBalance = Credits.FromMicroCredits(15),
        ReferenceTransfer = new(Id(2)),
        AllocationEra = 4,
        StandingAllocations = 2,
        NextBudgetAt = Now.AddDays(2),
        RunningBudgets = 1,
    };

    private static readonly OperationMark Mark = new(new(1, ulong.MaxValue), new(ulong.MaxValue - 5, 2));
    private static readonly InternedText[] Texts =
    [
        new(new(Id(1)), TextKind.Actor, "ada@northwind.example"), new(new(Id(2)), TextKind.Reason, "because"),
        new(new(Id(3)), TextKind.Reference, "T-1"), new(new(Id(4)), TextKind.User, "grace"), new(new(Id(5)), TextKind.Model, "m"),
        new(new(Id(6)), TextKind.ConsumerGroup, "g"), new(new(Id(7)), TextKind.Tags, """{"job":"n8"}"""),
    ];

    private static readonly Charge Usage = new()
    {
        Id = new(Id(1)),
        Transfer = new(Id(2)),
        Payer = Atlas.Id,
        Amount = Credits.MaxValue,
        OccurredAt = Now.AddDays(-3),
        RecordedAt = Now,
        Facts = new()
        {
            Workspace = Atlas.Id,
            Team = Parent.Id,
            Account = Atlas.Id,
            IsPersonal = true,
            User = Texts[3].Id,
            Model = Texts[4].Id,
            ConsumerGroup = Texts[5].Id,
            Tags = Texts[6].Id,
        },
        Tokens = new(9, 2, 4),
    };

    private static readonly Charge Free = Usage with { Id = new(Id(2)), Transfer = null, Amount = Credits.Zero, Mark = Mark };

    private static readonly IdempotencyRecord Spent = new(Tenant, new(new(7, 8), new(9, 10)), Atlas.Id, null, null);

    private static readonly Purchase Bought = new()
    {
        Id = new(Id(1)),
        Transfer = new(Id(1)),
        Amount = Credits.FromCredits(5),
        Reference = "INV-7",
        Price = new(12.3456m, "EUR"),
        ExpiresAt = Now.AddYears(1),
        RecordedAt = Now,
        Spent = Credits.FromMicroCredits(1),
        Expired = Credits.FromMicroCredits(2),
    };

    // The lot that the entry of the transfer is of: a database looks after that.
    private static readonly Lot Own = Lot(1, null, Bought.Id.Value, 77);

    private static readonly Transfer First = new()
    {
        Id = new(Id(1)),
        Type = TransferType.Purchase,
        Amount = Credits.FromCredits(5),
        To = Atlas.Id,
        OccurredAt = Now,
        RecordedAt = Now,
        Actor = Texts[0].Id,
        Mark = Mark,
        Bases = new(default, new(BaseChange.Set, Credits.FromMicroCredits(-7), new(Id(2)))),
        Entries =
        [
            new(null, Bucket.Purchased, Bought.Id, BudgetPeriodId.None, -Credits.FromCredits(5), null, 0),
            new(Atlas.Id, Bucket.Available, Bought.Id, new(77), Credits.FromCredits(5), Credits.FromCredits(5), 1)
            {
                AvailableAfter = Credits.FromCredits(5),
                ReservedAfter = Credits.FromCredits(2),
            },
        ],
    };

    private static readonly Transfer Second = First with
    {
        Id = new(Id(2)),
        Type = TransferType.Reversal,
        From = Parent.Id,
        AccountedAt = Now.AddDays(-1),
        Reason = Texts[1].Id,
        Reference = Texts[2].Id,
        Operation = First.Id,
        Mark = null,
        Reverses = First.Id,
        Charge = Usage.Id,
        Cause = TransferCause.FirstAllocation,
        Bases = new(new(BaseChange.Undo), new(BaseChange.Shift)),
        Entries = [],
    };

    /// <summary>The store under test.</summary>
    protected abstract ILedgerStore Store { get; }

    /// <inheritdoc/>
    public abstract Task InitializeAsync();

    /// <inheritdoc/>
    public abstract Task DisposeAsync();

    [Fact]
    public void Find_InTheNextBatch_AnswersWhatWasWritten()
    {
        var overage = new OpenOverage(Usage.Id, Atlas.Id, Credits.FromMicroCredits(9));
        Write(Changes.Of([First, Second], [Atlas, Parent], [Own], [Bought], [Usage, Free],
            [overage], Texts));

        using var batch = Store.BeginBatch();

        Assert.Equal(Atlas, batch.FindAccount(Atlas.Id));
        Assert.Equal(Parent, batch.FindAccount(Parent.Id));
        Assert.Equal(Atlas.Id, batch.FindActiveByName(Tenant, "llm-agent", "ATLAS"));
        Assert.Equal(Atlas.Id, batch.FindActiveByRef(Tenant, "TEAM_ATLAS"));
        Assert.Equal([Atlas.Id], batch.ChildrenOf(Parent.Id));
        Assert.Equal([Atlas.Id], batch.AccountsWithFigures(Tenant));
        Assert.Equal(Bought, batch.FindPurchase(Bought.Id));
        AssertSame(First, batch.FindTransfer(First.Id));
        AssertSame(First, batch.FindTransferByKey(Tenant, Mark.Key));
        AssertSame(Second, batch.FindTransfer(Second.Id));
        Assert.Equal([First.Id, Second.Id], batch.TransfersOfOperation(First.Id).Select(static transfer => transfer.Id));
        Assert.Equal(Second.Id, batch.FindReversalOf(First.Id));
        Assert.Equal(Usage, batch.FindCharge(Usage.Id));
        Assert.Equal(Free, batch.FindChargeByKey(Tenant, Mark.Key));
        Assert.Equal([overage], batch.OpenOverages(Atlas.Id, null, 5));
        Assert.Empty(batch.OpenOverages(Atlas.Id, Usage.Id, 5));
        Assert.All(Texts, text => Assert.Equal(text.Id, batch.FindText(Tenant, text.Kind, text.Value)));
    }

    [Fact]
    public void Find_OfWhatIsNotThereOrAnotherTenants_AnswersNothing()
    {
        Write(Changes.Of([First], [Atlas, Parent], [Own], [Bought], [Free], texts: Texts) with { IdempotencyRecords = [Spent] });

        using var batch = Store.BeginBatch();

        Assert.Null(batch.FindHead(new(77)));
        Assert.Null(batch.FindAccount(new(Id(99))));
        Assert.Null(batch.FindActiveByName(OtherTenant, "llm-agent", "ATLAS"));
        Assert.Null(batch.FindActiveByRef(OtherTenant, "TEAM_ATLAS"));
        Assert.Null(batch.FindText(OtherTenant, TextKind.Actor, Texts[0].Value));
        Assert.Null(batch.FindTransferByKey(OtherTenant, Mark.Key));
        Assert.Null(batch.FindChargeByKey(OtherTenant, Mark.Key));
        Assert.Null(batch.FindIdempotencyRecord(OtherTenant, Spent.Mark.Key));
        Assert.Equal(Spent, batch.FindIdempotencyRecord(Tenant, Spent.Mark.Key));
        Assert.Null(batch.FindTransfer(new(Id(99))));
        Assert.Null(batch.FindReversalOf(First.Id));
        Assert.Null(batch.FindPurchase(new(Id(99))));
        Assert.Null(batch.FindLot(Atlas.Id, Bought.Id, BudgetPeriodId.None));
        Assert.Null(batch.FindHold(new(Id(99))));
        Assert.Empty(batch.TransfersOfOperation(new(Id(99))));
        Assert.Empty(batch.AccountsWithFigures(OtherTenant));
        Assert.Empty(batch.HoldsByLimit(Tenant, null, 5));
        Assert.False(batch.AreMovesStopped(Tenant));
    }

    [Fact]
    public void Find_InTheSameBatch_SeesWhatItWroteAndADeletedAccountHasNoName()
    {
        using var batch = Store.BeginBatch();
        var head = batch.FindHead(Tenant)! with { Mode = CreditMode.SharedPool, Transfers = 1, Accounts = 12, LastRecordedAt = Now };
        batch.Write(Changes.Of([First], [Atlas, Parent], [Own], [Bought], texts: Texts, heads: [head]));
        Assert.Equal(head with { SealHash = default }, batch.FindHead(Tenant)! with { SealHash = default });
        Assert.Equal(Atlas.Id, batch.FindActiveByRef(Tenant, "TEAM_ATLAS"));
        AssertSame(First, batch.FindTransferByKey(Tenant, Mark.Key));

        var deleted = Atlas with { Status = AccountStatus.Deleted, DeletedAt = Now };
        batch.Write(Changes.Of(accounts: [deleted]));

        Assert.Equal(deleted, batch.FindAccount(Atlas.Id));
        Assert.Null(batch.FindActiveByRef(Tenant, "TEAM_ATLAS"));
        Assert.Null(batch.FindActiveByName(Tenant, "llm-agent", "ATLAS"));
        Assert.Empty(batch.ChildrenOf(Parent.Id));
    }

    [Fact]
    public void LotsInBurnOrder_ReadInPages_AreInTheOrderOfTheirPositions()
    {
        var random = new Random(7);
        var purchases = Enumerable.Range(1, 6).Select(n => Bought with { Id = new(Id(n)), Transfer = new(Id(n)) }).ToList();
        var transfers = purchases.Select(purchase => First with { Id = purchase.Transfer, Mark = null, Entries = [] }).ToList();
        var lots = Enumerable.Range(1, 90).Select(n => Lot(n, random.Next(3) == 0 ? null : Now.AddDays(random.Next(4)),
            Id(1 + (n % 6)), n / 6 % 4 == 0 ? n > 12 ? Id(500 + n) : 0 : Id(500 + n))).ToList();
        lots = [.. lots.DistinctBy(static lot => (lot.Purchase, lot.BudgetPeriod))];
        lots[^1] = lots[^1] with { Available = Credits.Zero };
        Write(Changes.Of(transfers, [Atlas, Parent], lots, purchases, texts: Texts));

        using var batch = Store.BeginBatch();
        var read = new List<Lot>();
        while (batch.LotsInBurnOrder(Atlas.Id, read.Count == 0 ? null : read[^1].Position, 7) is { Count: > 0 } page)
        {
            read.AddRange(page);
        }

        Assert.Equal(lots.Where(static lot => lot.Available.IsPositive).OrderBy(static lot => lot.Position), read);
        Assert.Equal(lots[3], batch.FindLot(Atlas.Id, lots[3].Purchase, lots[3].BudgetPeriod));
        Assert.Equal([Atlas.Id], batch.AccountsWithEndedLots(Tenant, Now.AddDays(9), 5));
        Assert.Empty(batch.AccountsWithEndedLots(Tenant, Now.AddTicks(-10), 5));
    }

    [Fact]
    public void OpenOverages_ReadInPages_AreTheOldestFirstWithoutThosePaid()
    {
        var charges = Enumerable.Range(1, 20).Select(n => Free with { Id = new(Id(n)), Mark = null }).ToList();
        var open = charges.Select(charge => new OpenOverage(charge.Id, Atlas.Id, Credits.FromMicroCredits(charge.Id.Value % 7 + 1))).ToList();
        Write(Changes.Of(accounts: [Atlas, Parent], charges: charges, overages: open, texts: Texts));
        Write(Changes.Of(overages: [open[4] with { Amount = Credits.Zero }]));
        open.RemoveAt(4);

        using var batch = Store.BeginBatch();
        var read = new List<OpenOverage>();
        while (batch.OpenOverages(Atlas.Id, read.Count == 0 ? null : read[^1].Charge, 6) is { Count: > 0 } page)
        {
            read.AddRange(page);
        }

        Assert.Equal(open, read);
        Assert.Empty(batch.OpenOverages(Parent.Id, null, 5));
    }

    [Fact]
    public void HoldsByLimit_ReadInPages_AreTheSoonestFirstWithoutThoseThatEnded()
    {
        var holds = Enumerable.Range(1, 20).Select(n => Hold(n, Now.AddMinutes(n * 7 % 5))).ToList();
        Write(Changes.Of(accounts: [Atlas, Parent], holds: holds, texts: Texts));
        Write(Changes.Of(holds: [holds[3] with { Status = HoldStatus.Expired, EndedAt = Now }]));

        using var batch = Store.BeginBatch();
        var read = new List<HoldLimit>();
        while (batch.HoldsByLimit(Tenant, read.Count == 0 ? null : read[^1], 6) is { Count: > 0 } page)
        {
            read.AddRange(page);
        }

        Assert.Equal(holds.Where(hold => hold != holds[3]).Select(static hold => hold.Limit).Order(), read);
        var ended = batch.FindHold(holds[3].Id)!;
        Assert.Equal((HoldStatus.Expired, Now, Atlas.Id), (ended.Status, ended.EndedAt, ended.Holder));
        Assert.Empty(batch.HoldsByLimit(OtherTenant, null, 5));
    }

    [Fact]
    public void Budgets_AfterChanges_AreFoundByIdAccountSourceKeyAndDueTime()
    {
        var (planned, running) = (Budget(1) with { Mark = Mark }, Budget(2));
        var period = Period(1, running.Id, 1);
        Write(Changes.Of(accounts: [Atlas, Parent], texts: Texts) with { Budgets = [planned, running], BudgetPeriods = [period] });
        var turned = running with { Current = period.Id, Periods = 1, NextAt = Now.AddDays(30), Amount = null, TopUpTo = Credits.FromCredits(4) };
        var ended = period with { State = BudgetPeriodState.Closed, Funded = Credits.FromCredits(1), Returned = Credits.FromCredits(1) };
        Write(Changes.Of() with { Budgets = [turned], BudgetPeriods = [ended] });

        using var batch = Store.BeginBatch();

        Assert.Equal(planned, batch.FindBudget(planned.Id));
        Assert.Equal(turned, batch.FindBudget(turned.Id));
        Assert.Equal(ended, batch.FindPeriod(period.Id));
        Assert.Equal([planned, turned], batch.RunningBudgetsOf(Atlas.Id));
        Assert.Equal([planned.Id, turned.Id], batch.BudgetsDrawingOn(Parent.Id));
        Assert.Equal([Atlas.Id], batch.AccountsWithBudgetsDue(Tenant, Now, 5));
        Assert.Empty(batch.AccountsWithBudgetsDue(Tenant, Now.AddMicroseconds(-1), 5));
        Assert.Equal(planned, batch.FindBudgetByKey(Tenant, Mark.Key));
        Assert.Null(batch.FindBudgetByKey(OtherTenant, Mark.Key));
        Assert.Null(batch.FindBudget(new(Id(9))));
        Assert.Null(batch.FindPeriod(new(Id(9))));
        Assert.Empty(batch.RunningBudgetsOf(Parent.Id));
    }

    [Fact]
    public void WaitingPeriods_ReadInPages_AreTheLongestWaitingFirst()
    {
        var budget = Budget(1);
        var periods = Enumerable.Range(1, 20).Select(n => Period(n, budget.Id, n) with
        {
            State = n == 7 ? BudgetPeriodState.Open : BudgetPeriodState.Waiting,
            WaitingSince = n == 7 ? null : Now.AddMinutes(n * 7 % 5),
        }).ToList();
        Write(Changes.Of(accounts: [Atlas, Parent], texts: Texts) with { Budgets = [budget], BudgetPeriods = periods });

        using var batch = Store.BeginBatch();
        var read = new List<BudgetPeriod>();
        while (batch.WaitingPeriods(Parent.Id, read.Count == 0 ? null : new(read[^1].WaitingSince!.Value, read[^1].Id), 6) is { Count: > 0 } page)
        {
            read.AddRange(page);
        }

        Assert.Equal(periods.Where(period => period.WaitingSince is not null).OrderBy(period => (period.WaitingSince, period.Id.Value)), read);
        Assert.Empty(batch.WaitingPeriods(Atlas.Id, null, 5));
    }

    [Fact]
    public void Write_OfASecondPeriodWithTheSameNumber_IsAConflict_F31()
    {
        var budget = Budget(1);
        Write(Changes.Of(accounts: [Atlas, Parent], texts: Texts) with { Budgets = [budget], BudgetPeriods = [Period(1, budget.Id, 1)] });
        using var batch = Store.BeginBatch();
        Assert.Throws<LedgerConflictException>(() => batch.Write(Changes.Of() with { BudgetPeriods = [Period(2, budget.Id, 1)] }));
    }

    [Fact]
    public void Dispose_OfABatchThatWasNotCommitted_LeavesNothingOfIt()
    {
        Write(Changes.Of(accounts: [Parent], texts: Texts));
        using (var batch = Store.BeginBatch())
        {
            batch.Write(Changes.Of([First], [Atlas, Parent with { Name = "Other" }], [Own], [Bought], holds: [Hold(1, Now)]));
            Assert.NotNull(batch.FindTransfer(First.Id));
        }

        using var next = Store.BeginBatch();
        Assert.Null(next.FindTransfer(First.Id));
        Assert.Null(next.FindTransferByKey(Tenant, Mark.Key));
        Assert.Null(next.FindAccount(Atlas.Id));
        Assert.Null(next.FindActiveByRef(Tenant, "TEAM_ATLAS"));
        Assert.Empty(next.HoldsByLimit(Tenant, null, 5));
        Assert.Equal(Parent, next.FindAccount(Parent.Id));
    }

    [Fact]
    public void Reset_AfterBatches_KeepsWhatWasCommittedAndNothingElse()
    {
        Write(Changes.Of(accounts: [Atlas, Parent], texts: Texts));
        using (var lost = Store.BeginBatch())
        {
            lost.Write(Changes.Of([First], lots: [Own], purchases: [Bought]));
        }

        Store.Reset();

        using var batch = Store.BeginBatch();
        Assert.Equal(Atlas, batch.FindAccount(Atlas.Id));
        Assert.Null(batch.FindTransferByKey(Tenant, Mark.Key));
    }

    [Fact]
    public void IsUnchangedSinceLastBatch_AfterItsOwnCommit_IsTrue()
    {
        Write(Changes.Of(accounts: [Parent]));

        using var batch = Store.BeginBatch();

        Assert.True(batch.IsUnchangedSinceLastBatch);
    }

    public static TheoryData<string> Repeats() => ["transfer", "key", "text", "charge", "spent key"];

    [Theory]
    [MemberData(nameof(Repeats))]
    public void Write_OfWhatIsThereAlready_IsAConflictAndChangesNothing(string repeated)
    {
        Write(Changes.Of([First], [Atlas, Parent], [Own], [Bought], [Free], texts: Texts) with { IdempotencyRecords = [Spent] });
        var changes = repeated switch
        {
            "transfer" => Changes.Of([First with { Mark = null, Amount = Credits.FromCredits(6) }]),
            "key" => Changes.Of([First with { Id = new(Id(9)), Entries = [] }]),
            "text" => Changes.Of(texts: [Texts[0] with { Id = new(Id(90)) }]),
            "charge" => Changes.Of(charges: [Free with { Mark = null, OccurredAt = Now }]),
            _ => Changes.Of() with { IdempotencyRecords = [Spent with { Account = null }] },
        };

        using (var batch = Store.BeginBatch())
        {
            Assert.Throws<LedgerConflictException>(() => batch.Write(changes));
        }

        using var next = Store.BeginBatch();
        AssertSame(First, next.FindTransferByKey(Tenant, Mark.Key));
        Assert.Equal(Free, next.FindCharge(Free.Id));
        Assert.Equal(Texts[0].Id, next.FindText(Tenant, Texts[0].Kind, Texts[0].Value));
        Assert.Equal(Spent, next.FindIdempotencyRecord(Tenant, Spent.Mark.Key));
    }

    [Fact]
    public void Write_OfUsageWhoseSumCannotBeStored_IsAnOverflowAndChangesNothing()
    {
        var most = new UsageDelta(Usage, Atlas.Id, Credits.MaxValue, 1, false);
        Write(Changes.Of(accounts: [Atlas, Parent], texts: Texts) with { Usage = [most] });

        using (var batch = Store.BeginBatch())
        {
            Assert.Throws<OverflowException>(() => batch.Write(Changes.Of(accounts: [Atlas with { Name = "Other" }]) with { Usage = [most] }));
        }

        using var next = Store.BeginBatch();
        Assert.Equal(Atlas, next.FindAccount(Atlas.Id));
    }

    private static Lot Lot(long number, DateTimeOffset? endsAt, long purchase, long period) => new()
    {
        Id = new(Id(number)),
        Account = Atlas.Id,
        Purchase = new(purchase),
        BudgetPeriod = new(period),
        EndsAt = endsAt,
        Available = Credits.FromMicroCredits(number),
        Reserved = Credits.FromMicroCredits(1),
    };

    private static Hold Hold(long number, DateTimeOffset expiresAt) => new()
    {
        Id = new(Id(number)),
        Holder = Atlas.Id,
        Amount = Credits.FromMicroCredits(number),
        Shares = [],
        ExpiresAt = expiresAt,
        Facts = Usage.Facts,
        Decision = new(new byte[] { 1, 2, 3 }),
    };

    private static Budget Budget(long number) => new()
    {
        Id = new(Id(number)),
        Account = Atlas.Id,
        Source = Parent.Id,
        Kind = BudgetKind.Quarterly,
        Amount = Credits.FromCredits(3),
        Unused = UnusedCredits.Carry,
        CarryUpTo = Credits.FromMicroCredits(7),
        AllowPartial = true,
        StartsAt = Now,
        EndsAt = Now.AddYears(2),
        Anchor = new(2026, 3, 1),
        Day = 31,
        Step = 2,
        NextAt = Now,
        CreatedAt = Now,
    };

    private static BudgetPeriod Period(long number, BudgetId budget, int place) => new()
    {
        Id = new(Id(number)),
        Budget = budget,
        Account = Atlas.Id,
        Source = Parent.Id,
        Number = place,
        StartsAt = Now,
        EndsAt = Now.AddDays(30),
        Due = Credits.FromCredits(3),
        Before = Credits.FromMicroCredits(1),
        CarriedIn = Credits.FromMicroCredits(2),
        CarriedOut = Credits.FromMicroCredits(3),
        Expired = Credits.FromMicroCredits(4),
    };

    private void Write(BookChanges changes)
    {
        using var batch = Store.BeginBatch();
        batch.Write(changes);
        batch.Commit();
    }

    private static void AssertSame(Transfer expected, Transfer? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Entries, actual.Entries);
        Assert.Equal(expected, actual with { Entries = expected.Entries });
    }

    private static long Id(long number) => TenantScopedId.Compose(Tenant, number);
}

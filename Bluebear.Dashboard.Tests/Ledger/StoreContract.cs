using Bluebear.Dashboard.Ledger;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>What the store wrote, it reads back as it was.</summary>
public class StoreRoundTripTests
{
    private static readonly TenantId Tenant = TestDatabase.Tenant;
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
        AllocationEra = 4,
        StandingAllocations = 2,
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
        Entries = [],
    };

    [Fact]
    public async Task Find_InTheNextBatch_AnswersWhatWasWritten()
    {
        await using var database = await TestDatabase.CreateAsync();
        var overage = new OpenOverage(Usage.Id, Atlas.Id, Credits.FromMicroCredits(9));
        Write(database, Changes.Of([First, Second], [Atlas, Parent], [Lot(1, null, Bought.Id.Value, 77)], [Bought], [Usage, Free],
            [overage], Texts));

        using var batch = database.Store.BeginBatch();

        Assert.Equal(Atlas, batch.FindAccount(Atlas.Id));
        Assert.Equal(Parent, batch.FindAccount(Parent.Id));
        Assert.Equal(Atlas.Id, batch.FindActiveByName(Tenant, "llm-agent", "ATLAS"));
        Assert.Equal(Atlas.Id, batch.FindActiveByRef(Tenant, "TEAM_ATLAS"));
        Assert.Null(batch.FindActiveByName(new(2), "llm-agent", "ATLAS"));
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
    public async Task LotsInBurnOrder_ReadInPages_AreInTheOrderOfTheirPositions()
    {
        await using var database = await TestDatabase.CreateAsync();
        var random = new Random(7);
        var purchases = Enumerable.Range(1, 6).Select(n => Bought with { Id = new(Id(n)), Transfer = new(Id(n)) }).ToList();
        var transfers = purchases.Select(purchase => First with { Id = purchase.Transfer, Mark = null, Entries = [] }).ToList();
        var lots = Enumerable.Range(1, 90).Select(n => Lot(n, random.Next(3) == 0 ? null : Now.AddDays(random.Next(4)),
            Id(1 + (n % 6)), n / 6 % 4 == 0 ? n > 12 ? Id(500 + n) : 0 : Id(500 + n))).ToList();
        lots = [.. lots.DistinctBy(static lot => (lot.Purchase, lot.BudgetPeriod))];
        Write(database, Changes.Of(transfers, [Atlas, Parent], lots, purchases, texts: Texts));

        using var batch = database.Store.BeginBatch();
        var read = new List<Lot>();
        while (batch.LotsInBurnOrder(Atlas.Id, read.Count == 0 ? null : read[^1].Position, 7) is { Count: > 0 } page)
        {
            read.AddRange(page);
        }

        Assert.Equal(lots.OrderBy(static lot => lot.Position), read);
        Assert.Equal(lots[3], batch.FindLot(Atlas.Id, lots[3].Purchase, lots[3].BudgetPeriod));
        Assert.Equal([Atlas.Id], batch.AccountsWithEndedLots(Tenant, Now.AddDays(9), 5));
        Assert.Empty(batch.AccountsWithEndedLots(Tenant, Now.AddTicks(-10), 5));
    }

    [Fact]
    public async Task Write_OfAPaidOverage_TakesItAway()
    {
        await using var database = await TestDatabase.CreateAsync();
        var overage = new OpenOverage(Usage.Id, Atlas.Id, Credits.FromMicroCredits(9));
        Write(database, Changes.Of(accounts: [Atlas, Parent], charges: [Usage], overages: [overage], texts: Texts));
        Write(database, Changes.Of(overages: [overage with { Amount = Credits.Zero }]));

        Assert.Equal(0, database.Scalar("SELECT count(*) FROM open_overages"));
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

    private static void Write(TestDatabase database, BookChanges changes)
    {
        using var batch = database.Store.BeginBatch();
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

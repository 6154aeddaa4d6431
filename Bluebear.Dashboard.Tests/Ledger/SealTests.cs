using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Sealing;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger;

public class SealTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void TakeChangesAndSeal_SeveralBatches_ChainsOverEveryTransferOnce()
    {
        _bench.Buy(1);
        _bench.Buy(2);
        _bench.Commit();
        _bench.Open("A"); // writes pending changes in mid-batch
        _bench.Buy(3);
        _bench.Open("B");
        _bench.Buy(4);
        _bench.Commit();
        Assert.Equal([(1L, 2L, 2L), (2L, 4L, 4L)], _bench.Books.Seals.Select(seal => (seal.Number, seal.UpTo.Transfers, seal.UpTo.Purchases)));
        Assert.Equal(_bench.Books.Heads[LedgerBench.Tenant].SealHash, Recompute());
    }

    [Fact]
    public void Recompute_OneTransferEdited_Differs()
    {
        _bench.Buy(1);
        _bench.Commit();
        var id = _bench.Books.Transfers.Keys.Single();
        var original = _bench.Books.Transfers[id];
        Transfer[] edits =
        [
            original with { Amount = Credits.FromCredits(2) },
            original with { OccurredAt = original.OccurredAt.AddMicroseconds(1) },
            original with { Actor = new(original.Actor.Value + 1) },
            original with { Entries = [.. original.Entries.Reverse()] },
            original with { Mark = null },
        ];
        var sealedHash = _bench.Books.Heads[LedgerBench.Tenant].SealHash;
        Assert.All(edits, edit =>
        {
            _bench.Books.Transfers[id] = edit;
            Assert.False(Recompute().Span.SequenceEqual(sealedHash.Span));
        });
    }

    [Fact]
    public void TakeChangesAndSeal_OfEverythingThatABatchAdds_CoversEachRowOnce_X8()
    {
        var a = _bench.Open("A");
        _bench.Buy(100);
        _bench.Do(new MoveCredits(_bench.Primary, a, Credits.FromCredits(50)));
        var hold = _bench.Reserve(a, 5);
        _bench.Open("B"); // writes pending changes in mid-batch
        _bench.Do(new SettleReservation(hold, Credits.FromCredits(3)));
        _bench.Commit();
        _bench.Do(new ChargeUsage(Credits.Zero, new() { Workspace = a, User = "grace" }, _bench.Now));
        _bench.Commit();
        Assert.Equal([1L, 2L], _bench.Books.Seals.Select(static seal => seal.Number));
        Assert.Equal(SealedCounts.Of(_bench.Head), _bench.Books.Seals[^1].UpTo);
        Assert.Equal(_bench.Books.Heads[LedgerBench.Tenant].SealHash, Recompute());
    }

    private ReadOnlyMemory<byte> Recompute()
    {
        var books = _bench.Books;
        ReadOnlyMemory<byte> hash = new byte[32];
        var before = SealedCounts.None;
        foreach (var seal in books.Seals)
        {
            using var encoding = new SealEncoding(seal.Tenant, seal.Number, hash);
            Add(books.Transfers.Values, static row => row.Id.Value, before.Transfers, seal.UpTo.Transfers, encoding.Add);
            Add(books.Purchases.Values, static row => row.Id.Value, before.Purchases, seal.UpTo.Purchases, encoding.Add);
            Add(books.Charges.Values, static row => row.Id.Value, before.Charges, seal.UpTo.Charges, encoding.Add);
            Add(books.Holds.Values, static row => row.Id.Value, before.Holds, seal.UpTo.Holds, encoding.Add);
            Add(books.WrittenTexts, static row => row.Id.Value, before.Texts, seal.UpTo.Texts, encoding.Add);
            foreach (var key in books.IdempotencyRecords.Where(key => key.Seal == seal.Number).OrderBy(static key => key.Mark.Key.High).ThenBy(static key => key.Mark.Key.Low))
            {
                encoding.Add(key);
            }

            (hash, before) = (encoding.Finish(), seal.UpTo);
        }

        return hash;
    }

    private static void Add<TRow>(IEnumerable<TRow> rows, Func<TRow, long> idOf, long after, long last, Action<TRow> add) =>
        rows.Where(row => TenantScopedId.NumberOf(idOf(row)) > after && TenantScopedId.NumberOf(idOf(row)) <= last).OrderBy(idOf).ToList().ForEach(add);
}

using Bluebear.Dashboard.Ledger;
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
        Assert.Equal([(1L, 1L, 2L), (2L, 3L, 4L)], _bench.Books.Seals.Select(seal => (seal.Number,
            TenantScopedId.NumberOf(seal.FirstTransfer.Value), TenantScopedId.NumberOf(seal.LastTransfer.Value))));
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

    private ReadOnlyMemory<byte> Recompute()
    {
        ReadOnlyMemory<byte> hash = new byte[32];
        foreach (var seal in _bench.Books.Seals)
        {
            using var encoding = new SealEncoding(seal.Tenant, seal.Number, hash);
            foreach (var transfer in _bench.Books.Transfers.Values.OrderBy(t => t.Id.Value)
                         .Where(t => t.Id.Value >= seal.FirstTransfer.Value && t.Id.Value <= seal.LastTransfer.Value))
            {
                encoding.Add(transfer);
            }

            hash = encoding.Finish();
        }

        return hash;
    }
}

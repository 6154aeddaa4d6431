using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Tests.Ledger;

/// <summary>A store in memory whose failures the test decides on. What was not committed is gone.</summary>
internal sealed class MemoryStore(MemoryBooks books) : ILedgerStore, IDisposable
{
    private readonly ManualResetEventSlim _open = new(true);

    /// <summary>Called before a batch begins; throws to let it not begin.</summary>
    public Action BeforeBegin { get; set; } = static () => { };

    /// <summary>Batches asked for.</summary>
    public int Begins { get; private set; }

    /// <summary>Called before a batch commits; throws to let it fail.</summary>
    public Action<int> BeforeCommit { get; set; } = static _ => { };

    /// <summary>Called after a batch has committed; throws to leave the outcome unknown.</summary>
    public Action<int> AfterCommit { get; set; } = static _ => { };

    /// <summary>Called as a batch writes; throws to refuse it.</summary>
    public Action<BookChanges> OnWrite { get; set; } = static _ => { };

    public int Commits { get; private set; }

    public int Resets { get; private set; }

    /// <summary>Transfers in each committed batch.</summary>
    public List<int> BatchSizes { get; } = [];

    /// <summary>Lets batches wait until <see cref="Resume"/>.</summary>
    public void Pause() => _open.Reset();

    public void Resume() => _open.Set();

    public ILedgerBatch BeginBatch()
    {
        _open.Wait();
        Begins++;
        BeforeBegin();
        return new Batch(this, books);
    }

    public void Reset() => Resets++;

    public void Dispose() => _open.Dispose();

    /// <summary>Works on a copy of the books, which takes their place when it commits.</summary>
    private sealed class Batch : MemoryBooks, ILedgerBatch
    {
        private readonly MemoryStore _store;
        private readonly MemoryBooks _books;
        private readonly int _transfersBefore;

        public Batch(MemoryStore store, MemoryBooks books)
        {
            (_store, _books, _transfersBefore) = (store, books, books.Transfers.Count);
            TakeOver(books);
        }

        public bool IsUnchangedSinceLastBatch => true;

        void ILedgerBatch.Write(BookChanges changes)
        {
            _store.OnWrite(changes);
            try
            {
                Write(changes);
            }
            catch (ArgumentException repeated)
            {
                throw new LedgerConflictException("Something is there already.", repeated);
            }
        }

        public void Commit()
        {
            _store.BeforeCommit(_store.Commits);
            _books.TakeOver(this);
            _store.BatchSizes.Add(Transfers.Count - _transfersBefore);
            _store.AfterCommit(_store.Commits++);
        }

        public void Dispose()
        {
        }
    }
}

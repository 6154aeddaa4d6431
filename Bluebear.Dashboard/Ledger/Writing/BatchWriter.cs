using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>Decides a batch and makes it durable. Finds out what happened if that failed. For one thread.</summary>
internal sealed class BatchWriter(
    ILedgerStore store, TimeProvider clock, IReadOnlyList<IPostingObserver> observers, ILogger<CreditLedger> logger)
{
    private static readonly PostingResult Unavailable = new PostingResult.Refused(new(RefusalReason.Unavailable));

    private Book? _book;
    private LedgerCommit? _unsettled;

    /// <summary>Writes a batch and answers its callers in any case, except those that have to wait.</summary>
    /// <param name="batch">The postings.</param>
    /// <param name="topUp">Adds postings that came while the others were decided; false if there are none.</param>
    /// <returns>
    /// The postings that are not decided yet, in order, because more is due for their tenants than one batch posts. Write them
    /// again.
    /// </returns>
    public IReadOnlyList<PendingPosting> Write(List<PendingPosting> batch, Func<List<PendingPosting>, bool> topUp)
    {
        var hasBegun = false;
        try
        {
            (List<PostingResult?> Results, LedgerCommit Commit) written;
            using (var transaction = store.BeginBatch())
            {
                hasBegun = true;
                written = WriteTogether(transaction, batch, topUp);
            }

            Tell(written.Commit);
            _unsettled = null;
            return Complete(batch, written.Results);
        }
        catch (LedgerUnavailableException exception) when (!hasBegun)
        {
            logger.LogError(exception, "The database cannot be written; {Count} postings are refused.", batch.Count);
            // Nothing was done, so there is nothing to find out. The callers have waited long enough.
            StartOver();
            RefuseAll(batch);
        }
        catch (LedgerUnavailableException exception)
        {
            logger.LogError(exception, "The database cannot be written; {Count} postings wait for an answer.", batch.Count);
            FindOut(batch);
        }
        catch (Exception exception) when (!hasBegun)
        {
            logger.LogError("This process may not write to the database: {Problem}", exception.Message);
            Forget();
            foreach (var pending in batch)
            {
                pending.Fail(exception);
            }
        }
        catch (Exception exception)
        {
            Forget();
            return WriteOneByOne(batch, exception);
        }

        return [];
    }

    private (List<PostingResult?> Results, LedgerCommit Commit) WriteTogether(
        ILedgerBatch transaction, List<PendingPosting> batch, Func<List<PendingPosting>, bool> topUp)
    {
        Settle(transaction);
        var book = BookFor(transaction);
        var written = new Commits();
        var due = new DueAllowance();
        var results = new List<PostingResult?>(batch.Count);
        do
        {
            while (results.Count < batch.Count)
            {
                var (pending, now) = (batch[results.Count], Instants.Truncate(clock.GetUtcNow()));
                pending.Begin();
                results.Add(Decider.Decide(
                    book, pending.Posting, pending.Mark, now, due, () => written.Add(transaction, book.TakeChanges())));
            }
        }
        while (topUp(batch));

        written.Add(transaction, book.TakeChangesAndSeal());
        _unsettled = written.Sum();
        transaction.Commit();
        _book = book;
        return (results, _unsettled);
    }

    // Find out and report the outcome of an earlier commit before building anything on it.
    private void Settle(IBookSource source)
    {
        if (_unsettled is { } decided)
        {
            var durable = UnknownOutcome.FindDurable(decided, source);
            _unsettled = null;
            if (durable is not null)
            {
                Tell(durable);
            }
        }
    }

    private Book BookFor(ILedgerBatch transaction)
    {
        // Until this batch is durable the book is taken away, so that a failure leaves no wrong book behind.
        var book = _book;
        _book = null;
        if (book is null || book.IsFull || !transaction.IsUnchangedSinceLastBatch)
        {
            return new(transaction);
        }

        book.Attach(transaction);
        return book;
    }

    /// <summary>Writes postings one at a time: a posting that fails must not stop the others.</summary>
    private List<PendingPosting> WriteOneByOne(List<PendingPosting> batch, Exception cause)
    {
        var waiting = new List<PendingPosting>();
        if (batch.Count > 1)
        {
            logger.LogWarning(cause, "A batch of {Count} postings was refused as a whole. Each is now decided by itself.", batch.Count);
            foreach (var pending in batch)
            {
                // In the order of arrival: a posting must not overtake a waiting one of the same tenant.
                waiting.AddRange(waiting.Exists(earlier => earlier.Posting.Tenant == pending.Posting.Tenant)
                    ? [pending] : Write([pending], static _ => false));
            }
        }
        else if (cause is OverflowException)
        {
            // The sum includes rows from before the batch; only writing shows that it is too large.
            batch[0].Complete(new PostingResult.Refused(new(RefusalReason.TotalOutOfRange, Field: "amount")));
        }
        else
        {
            logger.LogError(cause, "A posting failed: {Movement}.", batch[0].Posting.Movement.Code);
            batch[0].Fail(cause);
        }

        return waiting;
    }

    /// <summary>After an input/output error it is unknown what is durable. Looks for each posting by its key.</summary>
    private void FindOut(List<PendingPosting> batch)
    {
        Forget();
        try
        {
            store.Reset();
            using var transaction = store.BeginBatch();
            Settle(transaction);
            var book = new Book(transaction);
            Complete(batch, batch.Select(pending => ReusedKeys.Find(book, pending.Posting) ?? (PostingResult?)Unavailable).ToList());
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The database still cannot be reached.");
            RefuseAll(batch);
        }
    }

    // Answers the postings that have a result and returns those that have none yet.
    private static List<PendingPosting> Complete(List<PendingPosting> batch, List<PostingResult?> results)
    {
        var waiting = new List<PendingPosting>();
        for (var i = 0; i < batch.Count; i++)
        {
            if (results[i] is { } result)
            {
                batch[i].Complete(result);
            }
            else
            {
                waiting.Add(batch[i]);
            }
        }

        return waiting;
    }

    private static void RefuseAll(List<PendingPosting> batch)
    {
        foreach (var pending in batch)
        {
            pending.Complete(Unavailable);
        }
    }

    private void StartOver()
    {
        Forget();
        try
        {
            store.Reset();
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The database could not be closed.");
        }
    }

    private void Forget() => _book = null;

    private void Tell(LedgerCommit commit)
    {
        if (commit.Accounts.Count + commit.Heads.Count == 0)
        {
            return;
        }

        foreach (var observer in observers)
        {
            try
            {
                observer.OnCommitted(commit);
            }
            catch (Exception exception)
            {
                // The commit is durable, even if an observer fails.
                logger.LogError(exception, "{Observer} failed on a commit.", observer.GetType().Name);
            }
        }
    }

    /// <summary>The sum of all writes of one transaction.</summary>
    private sealed class Commits
    {
        private readonly List<Transfer> _transfers = [];
        private readonly Dictionary<AccountId, Account> _accounts = [];
        private readonly Dictionary<TenantId, TenantHead> _heads = [];

        public void Add(ILedgerBatch transaction, BookChanges changes)
        {
            transaction.Write(changes);
            _transfers.AddRange(changes.Transfers);
            foreach (var account in changes.Accounts)
            {
                _accounts[account.Id] = account;
            }

            foreach (var head in changes.Heads)
            {
                _heads[head.Tenant] = head;
            }
        }

        public LedgerCommit Sum() => new(_transfers, [.. _accounts.Values], [.. _heads.Values]);
    }
}

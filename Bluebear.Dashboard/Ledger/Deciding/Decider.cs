namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// Decides postings on a book, one after the other. A refused posting leaves no trace in the book. Changes nothing but the book.
/// </summary>
internal static class Decider
{
    /// <summary>Decides one posting, after posting everything that is due before it.</summary>
    public static PostingResult Decide(Book book, Posting posting, DateTimeOffset now, Action writePending) =>
        Decide(book, posting, posting.Mark(), now, DueAllowance.Unbounded(), writePending)!;

    /// <summary>Decides one posting.</summary>
    /// <param name="book">The batch's working set.</param>
    /// <param name="posting">What is to be done.</param>
    /// <param name="mark">The posting's key and request, hashed. Callers compute it, so that the single writer does not have
    /// to.</param>
    /// <param name="now">The clock, in whole microseconds.</param>
    /// <param name="due">How many due transfers the batch may still post.</param>
    /// <param name="writePending">Called when the decision must read what the batch has changed so far.</param>
    /// <returns>
    /// Null if more is due than the batch may post. The batch has then posted what it may, and the posting must be decided again
    /// in the next batch.
    /// </returns>
    public static PostingResult? Decide(
        Book book, Posting posting, OperationMark mark, DateTimeOffset now, DueAllowance due, Action writePending)
    {
        book.Clock = now;
        if (due.IsBehind(posting.Tenant))
        {
            return null;
        }

        if (book.FindHead(posting.Tenant) is null)
        {
            return Refused(RefusalReason.TenantNotFound);
        }

        if (FindMalformed(posting) is { } field)
        {
            return Refused(RefusalReason.InvalidText, field);
        }

        if (posting.Movement.FindTooLarge() is { } tooLarge)
        {
            return new PostingResult.Refused(tooLarge);
        }

        return ReusedKeys.Find(book, posting.Tenant, posting.Movement, mark)
            ?? (posting.Movement.StopsOnMismatch && book.AreMovesStopped(posting.Tenant)
                ? Refused(RefusalReason.MovesStopped)
                : DecideNew(book, posting, mark, now, due, writePending));
    }

    private static PostingResult? DecideNew(
        Book book, Posting posting, OperationMark mark, DateTimeOffset now, DueAllowance due, Action writePending)
    {
        var allowed = due.LeftFor(posting.Tenant);
        var draft = new Draft(book, posting, mark, now) { DueLeft = allowed };
        // Due in any case: neither a refusal of the operation nor a dry run undoes it.
        var isReady = HoldLimits.TryPostDue(draft, posting.Movement is Movements.Spending.ExpireHolds sweep ? sweep.MaxHolds : int.MaxValue)
            || posting.Movement is Movements.Spending.ExpireHolds;
        var result = isReady ? DecideReady(draft, posting, writePending) : null;
        due.Use(posting.Tenant, allowed - draft.DueLeft);
        if (result is null)
        {
            due.LeaveBehind(posting.Tenant);
        }

        return result;
    }

    private static PostingResult? DecideReady(Draft draft, Posting posting, Action writePending)
    {
        var book = draft.Book;
        if (posting.Movement is Movements.Accounts.IReadsWritten)
        {
            writePending();
        }

        var (head, dueLeft) = (draft.Head, draft.DueLeft);
        book.Mark();
        Refusal? refusal;
        try
        {
            draft.IsDeciding = true;
            refusal = posting.Movement.Decide(draft)
                ?? (LedgerBounds.AreCrossed(head, draft.Head) ? new(RefusalReason.TotalOutOfRange, Field: "amount") : null);
            if (posting.Movement.StopsOnMismatch && book.AreMovesStopped(posting.Tenant))
            {
                // Found only now, while loading an account. Any other refusal would rest on doubtful figures.
                refusal = new(RefusalReason.MovesStopped);
            }
        }
        catch (OverflowException)
        {
            // Another program wrote these figures. With the new amount they would be too large to store.
            refusal = new(RefusalReason.TotalOutOfRange, Field: "amount");
        }
        catch (DueWorkLeftException left)
        {
            book.RollBack();
            (draft.IsDeciding, draft.DueLeft) = (false, dueLeft);
            AccountDue.PostInPart(draft, left.Account);
            return null;
        }

        if (refusal is not null || posting.IsDryRun)
        {
            book.RollBack();
        }

        if (!posting.IsDryRun)
        {
            End(draft, posting.Movement, refusal);
        }

        return refusal is not null ? new PostingResult.Refused(refusal) : new PostingResult.Posted(ReceiptOf(draft, posting.Movement));
    }

    private static Receipt ReceiptOf(Draft draft, Movement movement) =>
        new(draft.Transfers, draft.ResultAccount, draft.ResultPurchase, draft.ResultCharge, draft.ResultHold)
        {
            Path = draft.ResultPath,
            Budget = draft.ResultBudget,
            Policies = draft.Policies,
            HoldEndsAt = ReusedKeys.EndOf(draft.Book, movement, draft.ResultHold),
        };

    private static void End(Draft draft, Movement movement, Refusal? refusal)
    {
        if (refusal is null)
        {
            draft.Finish(movement.SpendsKey);
        }
        else if (refusal.Path is not null)
        {
            // An unmapped group must be listed even if all its requests are denied.
            draft.Intern(TextKind.ConsumerGroup, movement.NamedGroup);
        }
    }

    private static string? FindMalformed(Posting posting) =>
        posting.Actor.Length is 0 or > InternedText.MaxLength || !InternedText.IsRecordable(posting.Actor) ? "actor"
        : !Fits(posting.Reason, InternedText.MaxLength) ? "reason"
        : !Fits(posting.Reference, Purchase.MaxReferenceLength) ? "reference"
        : null;

    private static bool Fits(string? text, int maxLength) =>
        text is null || (text.Length <= maxLength && InternedText.IsPrintable(text));

    private static PostingResult.Refused Refused(RefusalReason reason, string? field = null) => new(new Refusal(reason, Field: field));
}

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// What a key that was used before answers: the first answer where the same was sent, a refusal with
/// <see cref="RefusalReason.OperationKeyReused"/> where something else was (product.md, Ledger, 5). Pure.
/// </summary>
internal static class ReusedKeys
{
    /// <summary>What was posted earlier under the posting's key, or null. Used to find out an unknown outcome.</summary>
    public static PostingResult? Find(Book book, Posting posting) => Find(book, posting.Tenant, posting.Movement, posting.Mark());

    /// <summary>The answer for a key with what was sent under it, or null where the key is new.</summary>
    public static PostingResult? Find(Book book, TenantId tenant, Movement movement, OperationMark mark)
    {
        if (book.FindTransferByKey(tenant, mark.Key) is { } first)
        {
            return Answer(first.Mark == mark, () => Rebuild(book, first, movement));
        }

        if (book.FindChargeByKey(tenant, mark.Key) is { } charge)
        {
            return Answer(charge.Mark == mark, () => new([], Charge: charge.Id) { Policies = book.PoliciesOf(tenant) });
        }

        if (book.FindBudgetByKey(tenant, mark.Key) is { } budget)
        {
            return Answer(budget.Mark == mark, () => new([]) { Budget = budget.Id, Policies = book.PoliciesOf(tenant) });
        }

        return book.FindIdempotencyRecord(tenant, mark.Key) is { } record
            ? Answer(record.Mark == mark, () => Rebuild(book, tenant, record, movement))
            : null;
    }

    /// <summary>The time limit of the hold that a movement made; null where it made none.</summary>
    public static DateTimeOffset? EndOf(Book book, Movement movement, HoldId? made) =>
        movement.GoesAlongAPath && made is { } hold ? book.FindHold(hold)?.ExpiresAt : null;

    private static PostingResult Answer(bool isSame, Func<Receipt> receipt) => isSame
        ? new PostingResult.AlreadyPosted(receipt())
        : new PostingResult.Refused(new Refusal(RefusalReason.OperationKeyReused, Field: "idempotency_key"));

    private static Receipt Rebuild(Book book, Transfer first, Movement movement)
    {
        var pending = book.PendingTransfers.Where(transfer => transfer.Id == first.Id || transfer.Operation == first.Id);
        var transfers = book.Source.TransfersOfOperation(first.Id).Concat(pending).OrderBy(static transfer => transfer.Id.Value).ToList();
        var purchase = first.Type == TransferType.Purchase ? first.Entries[0].Purchase : null;
        var hold = movement.ResultHold(first);
        return new(transfers, movement.ResultAccount(first), purchase, movement.ResultCharge(first), hold)
        {
            HoldEndsAt = EndOf(book, movement, hold),
            Budget = movement.ResultBudget(book, first),
            Policies = book.PoliciesOf(TenantScopedId.TenantOf(first.Id.Value)),
            Path = movement.GoesAlongAPath ? first.Decision?.Read(TenantScopedId.TenantOf(first.Id.Value)) : null,
        };
    }

    private static Receipt Rebuild(Book book, TenantId tenant, IdempotencyRecord record, Movement movement) =>
        new([], record.Account, null, record.Charge, record.Hold)
        {
            Policies = book.PoliciesOf(tenant),
            Path = movement.GoesAlongAPath && record.Hold is { } hold ? book.FindHold(hold)?.Path : null,
            HoldEndsAt = EndOf(book, movement, record.Hold),
        };
}

namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// The base of an account: its balance after the last purchase, allocation or expiry that stands (product.md, Alerts). "Used" and
/// "percent left" are shares of it.
/// </summary>
/// <remarks>
/// Always equal to the balance now plus the net amount that the account has paid for usage since that transfer. So an undo brings
/// back the base it replaced, in any order of undoing, and an undone transfer never counts as used. A switch to Shared Pool and
/// its later restoration keep an account's base; the pool's base moves by the amounts.
/// </remarks>
internal static class Bases
{
    /// <summary>What a transfer does to the base of one of its accounts; called before the transfer is written.</summary>
    public static BaseStep Step(Draft draft, AccountId? id, BaseChange change)
    {
        if (id is not { } known || change == BaseChange.None)
        {
            return default;
        }

        var account = draft.Account(known);
        return change == BaseChange.Set ? new(change, account.ReferenceBalance, account.ReferenceTransfer) : new(change);
    }

    /// <summary>Changes the bases, once the transfer is written.</summary>
    public static void Apply(Draft draft, Transfer transfer)
    {
        if (transfer.Bases is { } bases)
        {
            Apply(draft, transfer, transfer.From, bases.From);
            Apply(draft, transfer, transfer.To, bases.To);
        }
    }

    private static void Apply(Draft draft, Transfer transfer, AccountId? id, BaseStep step)
    {
        if (step.Change == BaseChange.None || id is not { } known)
        {
            return;
        }

        var account = draft.Account(known);
        draft.Book.Set(step.Change switch
        {
            BaseChange.None => account,
            BaseChange.Set => account with { ReferenceBalance = account.Posted, ReferenceTransfer = transfer.Id },
            BaseChange.Shift => account with { ReferenceBalance = account.ReferenceBalance + MovedOn(transfer, known) },
            BaseChange.Undo => Undo(draft, account, draft.Book.FindTransfer(transfer.Reverses!.Value)!),
        });
    }

    private static Account Undo(Draft draft, Account account, Transfer original)
    {
        var step = StepOn(original, account.Id);
        return step.Change switch
        {
            BaseChange.Set when account.ReferenceTransfer == original.Id => Return(draft, account, original, step),
            BaseChange.Set or BaseChange.Shift =>
                account with { ReferenceBalance = account.ReferenceBalance - MovedOn(original, account.Id) },
            BaseChange.None or BaseChange.Undo => account,
        };
    }

    // Back to the base that was replaced, skipping transfers that were undone earlier.
    private static Account Return(Draft draft, Account account, Transfer original, BaseStep step)
    {
        var value = account.ReferenceBalance - (PostedAfter(original, account.Id) - step.Before);
        var setter = step.Previous;
        while (setter is { } id && IsUndone(draft, id, account.Id))
        {
            var passed = draft.Book.FindTransfer(id)!;
            var before = StepOn(passed, account.Id);
            value += before.Before - (PostedAfter(passed, account.Id) - MovedOn(passed, account.Id));
            setter = before.Previous;
        }

        return account with { ReferenceBalance = value, ReferenceTransfer = setter };
    }

    // A transfer may have been reversed to another account than its source; on the source it still counts.
    private static bool IsUndone(Draft draft, TransferId id, AccountId account) =>
        draft.Book.FindReversalOf(id) is { } reversal
        && StepOn(draft.Book.FindTransfer(reversal)!, account).Change == BaseChange.Undo;

    private static BaseStep StepOn(Transfer transfer, AccountId account) => transfer.Bases is not { } bases ? default
        : transfer.From == account ? bases.From
        : transfer.To == account ? bases.To
        : default;

    private static Credits MovedOn(Transfer transfer, AccountId account) =>
        transfer.To == account ? transfer.Amount : -transfer.Amount;

    private static Credits PostedAfter(Transfer transfer, AccountId account)
    {
        var last = transfer.Entries.Last(entry => entry.Account == account);
        return last.AvailableAfter!.Value + last.ReservedAfter!.Value;
    }
}

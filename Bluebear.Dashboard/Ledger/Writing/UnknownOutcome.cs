namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>
/// Finds out whether a commit with an unknown outcome became durable. Like every commit, it is durable as a whole or not at all.
/// </summary>
internal static class UnknownOutcome
{
    /// <summary>The commit with the accounts and heads that the database has now, if it is durable; otherwise null.</summary>
    /// <param name="decided">The commit that was tried.</param>
    /// <param name="source">The reads of a later transaction.</param>
    public static LedgerCommit? FindDurable(LedgerCommit decided, IBookSource source) => !IsDurable(decided, source) ? null : decided with
    {
        Accounts = [.. decided.Accounts.Select(account => source.FindAccount(account.Id)!)],
        Heads = [.. decided.Heads.Select(head => source.FindHead(head.Tenant)!)],
    };

    private static bool IsDurable(LedgerCommit decided, IBookSource source) => decided.Transfers.Count > 0
        ? IsThere(decided.Transfers.FirstOrDefault(static transfer => transfer.Mark is not null) ?? decided.Transfers[0], source)
        : decided.Heads.All(head => IsThere(head, source)) && decided.Accounts.All(account => source.FindAccount(account.Id) == account);

    // A number may have been reused since. The key, or the instant for due transfers, identifies the transfer.
    private static bool IsThere(Transfer transfer, IBookSource source) => source.FindTransfer(transfer.Id) is { } found
        && found.Mark == transfer.Mark && found.RecordedAt == transfer.RecordedAt && found.Type == transfer.Type && found.Amount == transfer.Amount;

    private static bool IsThere(TenantHead head, IBookSource source) => source.FindHead(head.Tenant) is { } found
        && found with { SealHash = default } == head with { SealHash = default };
}

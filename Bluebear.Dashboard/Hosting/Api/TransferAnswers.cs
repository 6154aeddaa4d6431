using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>
/// Transfers with their entries as answers: just posted, or read with a fixed number of queries for a page of any size.
/// </summary>
/// <remarks>
/// The caller has already checked access to the transfers. Balances of accounts that the caller may not see are left out.
/// </remarks>
internal sealed class TransferAnswers(IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>
    /// An allocation or a reversal from its receipt. Reads only its texts: a repeated request has the first one's actor.
    /// </summary>
    public async Task<TransferAnswer> OfAsync(Caller caller, Transfer transfer, CancellationToken cancellation)
    {
        await using var db = contexts.ForTenant(caller.Tenant);
        var texts = await TextReads.OfAsync(
            db, [transfer.Actor.Value, transfer.Reason?.Value, transfer.Reference?.Value], cancellation);
        var budgets = await db.BudgetIdsAsync(transfer.Entries.Select(static entry => entry.BudgetPeriod.Value), cancellation);
        return new(
            PublicId.Format(PublicId.Transfer, transfer.Id.Value), transfer.Type, transfer.Amount, WalletAnswer.IdOf(transfer.From),
            WalletAnswer.IdOf(transfer.To), transfer.OccurredAt, transfer.RecordedAt, texts.Find(transfer.Actor.Value) ?? "",
            texts.Find(transfer.Reason?.Value), texts.Find(transfer.Reference?.Value),
            transfer.Reverses is { } original ? PublicId.Format(PublicId.Transfer, original.Value) : null,
            [.. transfer.Entries.Select(entry => Line(caller, entry, budgets))],
            PublicId.Format(PublicId.Transfer, (transfer.Operation ?? transfer.Id).Value), transfer.Cause,
            transfer.Charge is { } charge ? PublicId.Format(PublicId.Charge, charge.Value) : null);
    }

    /// <summary>The transfers with these ids, in their order.</summary>
    public async Task<IReadOnlyList<TransferAnswer>> ReadAsync(
        Caller caller, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        await using var db = contexts.ForTenant(caller.Tenant);
        var rows = await db.Transfers.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var entries = (await db.Entries.Where(row => ids.Contains(row.TransferId)).ToListAsync(cancellation))
            .ToLookup(row => row.TransferId);
        var budgets = await db.BudgetIdsAsync(entries.SelectMany(static own => own).Select(static row => row.BudgetPeriod), cancellation);
        var texts = await TextReads.OfAsync(
            db, rows.Values.SelectMany(row => new long?[] { row.ActorId, row.ReasonId, row.ReferenceId }), cancellation);
        var references = await db.Purchases.Where(row => ids.Contains(row.TransferId))
            .ToDictionaryAsync(row => row.TransferId, row => row.Reference, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => Answer(caller, rows[id], entries[id], texts, references, budgets))];
    }

    private static TransferAnswer Answer(Caller caller, TransferRow row, IEnumerable<EntryRow> entries, TextReads texts,
        Dictionary<long, string> references, IReadOnlyDictionary<long, string> budgets) => new(
            PublicId.Format(PublicId.Transfer, row.Id), row.Type, Credits.FromMicroCredits(row.AmountMicroCredits), Wallet(row.FromId),
            Wallet(row.ToId), row.OccurredAt, row.RecordedAt, texts.Find(row.ActorId) ?? "", texts.Find(row.ReasonId),
            // A purchase carries its invoice itself.
            texts.Find(row.ReferenceId) ?? references.GetValueOrDefault(row.Id),
            row.ReversesId is { } original ? PublicId.Format(PublicId.Transfer, original) : null,
            [.. entries.OrderBy(entry => entry.Line).Select(entry => Line(caller, ToEntry(entry), budgets))],
            PublicId.Format(PublicId.Transfer, row.OperationId ?? row.Id), row.Cause,
            row.ChargeId is { } charge ? PublicId.Format(PublicId.Charge, charge) : null);

    private static EntryAnswer Line(Caller caller, Entry entry, IReadOnlyDictionary<long, string> budgets) => new(
        WalletAnswer.IdOf(entry.Account),
        entry.Purchase is { } purchase ? PublicId.Format(PublicId.Purchase, purchase.Value) : null,
        budgets.GetValueOrDefault(entry.BudgetPeriod.Value),
        entry.Bucket,
        entry.Amount,
        entry.Account is { } account && caller.CanSee(account) ? entry.BalanceAfter : null);

    private static Entry ToEntry(EntryRow row) => new(
        row.AccountId is { } account ? new(account) : null, row.Bucket, row.PurchaseId is { } purchase ? new(purchase) : null,
        new(row.BudgetPeriod), Credits.FromMicroCredits(row.AmountMicroCredits),
        row.BalanceAfterMicroCredits is { } after ? Credits.FromMicroCredits(after) : null, row.Sequence);

    private static string? Wallet(long? account) => account is { } id ? WalletAnswer.IdOf(new AccountId(id)) : null;
}

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Rows;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Reads transfers with their entries, for answers: a fixed number of queries for a page of any size.</summary>
/// <remarks>Whether the caller may see these transfers was decided before; balances of accounts they may not see are left out.</remarks>
internal sealed class TransferAnswers(IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The transfer of an id.</summary>
    public async Task<TransferAnswer> ReadAsync(Caller caller, TransferId id, CancellationToken cancellation) =>
        (await ReadAsync(caller, [id.Value], cancellation))[0];

    /// <summary>The transfers of these ids, in their order.</summary>
    public async Task<IReadOnlyList<TransferAnswer>> ReadAsync(
        Caller caller, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        await using var db = contexts.ForTenant(caller.Tenant);
        var rows = await db.Transfers.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var entries = (await db.Entries.Where(row => ids.Contains(row.TransferId)).ToListAsync(cancellation))
            .ToLookup(row => row.TransferId);
        var texts = await TextReads.OfAsync(
            db, rows.Values.SelectMany(row => new long?[] { row.ActorId, row.ReasonId, row.ReferenceId }), cancellation);
        var references = await db.Purchases.Where(row => ids.Contains(row.TransferId))
            .ToDictionaryAsync(row => row.TransferId, row => row.Reference, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => Answer(caller, rows[id], entries[id], texts, references))];
    }

    private static TransferAnswer Answer(Caller caller, TransferRow row, IEnumerable<EntryRow> entries, TextReads texts,
        Dictionary<long, string> references) => new(
            PublicId.Format(PublicId.Transfer, row.Id), row.Type, Credits.FromMicroCredits(row.AmountMicroCredits), Wallet(row.FromId),
            Wallet(row.ToId), row.OccurredAt, row.RecordedAt, texts.Find(row.ActorId) ?? "", texts.Find(row.ReasonId),
            // A purchase carries its invoice itself.
            texts.Find(row.ReferenceId) ?? references.GetValueOrDefault(row.Id),
            row.ReversesId is { } original ? PublicId.Format(PublicId.Transfer, original) : null,
            [.. entries.OrderBy(entry => entry.Line).Select(entry => Answer(caller, entry))]);

    private static EntryAnswer Answer(Caller caller, EntryRow row) => new(
        Wallet(row.AccountId),
        row.PurchaseId is { } purchase ? PublicId.Format(PublicId.Purchase, purchase) : null,
        null,
        row.Bucket,
        Credits.FromMicroCredits(row.AmountMicroCredits),
        row.BalanceAfterMicroCredits is { } after && row.AccountId is { } account && caller.CanSee(new(account))
            ? Credits.FromMicroCredits(after) : null);

    private static string? Wallet(long? account) => account is { } id ? WalletAnswer.IdOf(new AccountId(id)) : null;
}

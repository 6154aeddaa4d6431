using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.History.Decisions;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>
/// Reads a transfer in full: its entries, the purchases behind them, related transfers, and whether it can be reversed.
/// </summary>
public sealed class ShowTransfer(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    // For an operation over thousands of accounts: enough to recognize it.
    private const int MostOfOneOperation = 50;

    /// <summary>The transfer, or null if there is none that the caller may see.</summary>
    public async Task<TransferDetail?> RunAsync(TransferId id, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var row = await db.Transfers.FirstOrDefaultAsync(transfer => transfer.Id == id.Value, cancellation);
        if (row is null || !(await VisibleAmongAsync(db, caller, [row.Id], cancellation)).Contains(row.Id))
        {
            return null;
        }

        var lines = new TransferLines(db, caller.VisibleAccounts, caller.TimeZone);
        var line = (await lines.ReadAsync([row.Id], cancellation))[0];
        var entries = await db.Entries.Where(entry => entry.TransferId == row.Id).OrderBy(entry => entry.Line).ToListAsync(cancellation);
        List<long> purchaseIds = [.. entries.Select(entry => entry.PurchaseId).OfType<long>().Distinct()];
        var purchases = await db.Purchases.Where(purchase => purchaseIds.Contains(purchase.Id))
            .ToDictionaryAsync(purchase => purchase.Id, cancellation);
        await lines.LoadPartiesAsync(entries.Select(entry => entry.AccountId), cancellation);
        var (reversibility, stillThere) = (ReversibilityOf(caller, line), Credits.Zero);
        if (reversibility == Reversibility.Possible)
        {
            stillThere = await StillThereAsync(db, line, cancellation);
            reversibility = stillThere < line.Amount ? Reversibility.SpentMeanwhile : reversibility;
        }

        var seesPool = await SeesPoolAsync(db, caller, cancellation);
        return new(
            line,
            [.. entries.Select(entry => Entry(entry, lines, purchases))],
            Lots(entries, purchases, seesPool, caller.TimeZone),
            await OperationAsync(db, caller, lines, row, cancellation),
            row.ChargeId is { } charge ? await ChargeAsync(db, lines, charge, caller.TimeZone, cancellation) : null,
            await new DecisionReads(db, lines).ReadAsync(row, cancellation),
            reversibility,
            reversibility == Reversibility.SpentMeanwhile && line.To is { IsVisible: true } ? stillThere : null,
            (await TransferGroups.ReadAsync(db, caller.VisibleAccounts, [line], cancellation)).GetValueOrDefault(line.Operation));
    }

    private static Reversibility ReversibilityOf(Caller caller, TransferLine line) => line switch
    {
        { ReversedBy: not null } => Reversibility.AlreadyReversed,
        { Type: TransferType.Purchase } when caller.Can(Permission.RecordPurchases) => Reversibility.Possible,
        { Type: TransferType.Allocation } when caller.Can(Permission.MoveCredits) => Reversibility.Possible,
        { Type: TransferType.Purchase or TransferType.Allocation } => Reversibility.NotAllowed,
        _ => Reversibility.WrongType,
    };

    // The credits that a reversal needs (ledger.md, Reversal): those of the purchase in the pool, or any credits of the
    // allocation's receiver.
    private static async Task<Credits> StillThereAsync(BluebearDbContext db, TransferLine line, CancellationToken cancellation)
    {
        var holder = line.To!.Id.Value;
        var available = line.Type == TransferType.Purchase
            ? await db.Lots.Where(lot => lot.AccountId == holder && lot.BudgetPeriod == 0
                    && db.Purchases.Any(purchase => purchase.TransferId == line.Id.Value && purchase.Id == lot.PurchaseId))
                .SumAsync(lot => lot.AvailableMicroCredits, cancellation)
            : await db.Accounts.Where(account => account.Id == holder).Select(account => account.AvailableMicroCredits)
                .FirstOrDefaultAsync(cancellation);
        return Credits.FromMicroCredits(available);
    }

    private static EntryLine Entry(EntryRow entry, TransferLines lines, Dictionary<long, PurchaseRow> purchases)
    {
        var account = lines.Party(entry.AccountId);
        var purchase = entry.PurchaseId is { } id ? purchases.GetValueOrDefault(id)?.Reference : null;
        var balance = account is { IsVisible: true } && entry.BalanceAfterMicroCredits is { } after
            ? Credits.FromMicroCredits(after)
            : (Credits?)null;
        return new(account, entry.Bucket, purchase, Credits.FromMicroCredits(entry.AmountMicroCredits), balance);
    }

    // Entries sum to zero for each purchase, so what one side received is what the other side gave.
    private static List<LotLine> Lots(List<EntryRow> entries, Dictionary<long, PurchaseRow> purchases, bool seesPool,
        TimeZoneInfo zone) =>
        [.. entries.Where(entry => entry.AmountMicroCredits > 0 && entry.PurchaseId is { } id && purchases.ContainsKey(id))
            .GroupBy(entry => entry.PurchaseId!.Value)
            .Select(group => (Purchase: purchases[group.Key], Amount: Credits.Sum(group.Select(entry => Credits.FromMicroCredits(entry.AmountMicroCredits)))))
            .Select(lot => new LotLine(lot.Purchase.Reference, seesPool ? new(lot.Purchase.TransferId) : null,
                lot.Amount, lot.Purchase.ExpiresAt is { } end ? TenantDays.LastBefore(end, zone) : null))];

    private static async Task<List<TransferLine>> OperationAsync(
        BluebearDbContext db, Caller caller, TransferLines lines, TransferRow row, CancellationToken cancellation)
    {
        var first = row.OperationId ?? row.Id;
        var ids = await db.Transfers.Where(other => other.OperationId == first || other.Id == first)
            .Where(other => other.Id != row.Id).OrderBy(other => other.Id).Take(MostOfOneOperation)
            .Select(other => other.Id).ToListAsync(cancellation);
        return await lines.ReadAsync(await VisibleAmongAsync(db, caller, ids, cancellation), cancellation);
    }

    private static async Task<ChargeFacts?> ChargeAsync(
        BluebearDbContext db, TransferLines lines, long id, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var charge = await db.Charges.FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (charge is null)
        {
            return null;
        }

        await lines.LoadPartiesAsync([charge.PayerId, charge.WorkspaceId, charge.TeamId, charge.AccountId], cancellation);
        await lines.Texts.LoadAsync([charge.UserId, charge.ModelId, charge.ConsumerGroupId], cancellation);
        var open = await db.OpenOverages.Where(row => row.ChargeId == id && row.AccountId == charge.PayerId)
            .Select(row => row.AmountMicroCredits).SingleOrDefaultAsync(cancellation);
        var payer = lines.Party(charge.PayerId);
        return new()
        {
            Id = new(charge.Id),
            Settlement = charge.TransferId is { } settlement ? new(settlement) : null,
            OccurredAt = charge.OccurredAt,
            Day = TenantDays.Of(charge.OccurredAt, zone),
            Amount = Credits.FromMicroCredits(charge.AmountMicroCredits),
            IsEstimate = charge.IsEstimate,
            Payer = payer,
            Workspace = lines.Party(charge.WorkspaceId),
            Team = lines.Party(charge.TeamId),
            Account = lines.Party(charge.AccountId),
            User = lines.Texts.Find(charge.UserId),
            Model = lines.Texts.Find(charge.ModelId),
            ConsumerGroup = lines.Texts.Find(charge.ConsumerGroupId),
            Tokens = charge.Tokens,
            Details = UsageDetailsText.Read(charge.Details),
            OpenOverage = payer is { IsVisible: true } ? Credits.FromMicroCredits(open) : null,
        };
    }

    private static async Task<List<long>> VisibleAmongAsync(
        BluebearDbContext db, Caller caller, List<long> ids, CancellationToken cancellation)
    {
        if (caller.VisibleAccounts.IsAll || ids.Count == 0)
        {
            return ids;
        }

        var accounts = caller.VisibleAccounts.Ids;
        return await db.Entries.Where(entry => ids.Contains(entry.TransferId) && entry.AccountId != null
                && accounts.Contains(entry.AccountId.Value))
            .Select(entry => entry.TransferId).Distinct().OrderBy(id => id).ToListAsync(cancellation);
    }

    private static async Task<bool> SeesPoolAsync(BluebearDbContext db, Caller caller, CancellationToken cancellation) =>
        caller.VisibleAccounts.IsAll
        || caller.CanSee(new(await db.TenantHeads.Select(head => head.PrimaryId).FirstOrDefaultAsync(cancellation)));
}

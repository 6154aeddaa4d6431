using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>Reads transfers by id with the names that they refer to: a fixed number of queries for a page of any size.</summary>
/// <param name="db">The caller's snapshot.</param>
/// <param name="visible">What the caller may see.</param>
/// <param name="zone">The tenant's time zone.</param>
/// <param name="listOf">The account whose balance each line says, or null.</param>
internal sealed class TransferLines(BluebearDbContext db, VisibleAccounts visible, TimeZoneInfo zone, AccountId? listOf = null)
{
    private readonly Dictionary<long, LedgerParty> _parties = [];

    /// <summary>The lines of these transfers, in the order of the ids.</summary>
    public async Task<List<TransferLine>> ReadAsync(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var rows = await db.Transfers.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var charges = await ChargesAsync(rows.Values, cancellation);
        var reversals = await db.Transfers.Where(row => row.ReversesId != null && ids.Contains(row.ReversesId.Value))
            .ToDictionaryAsync(row => row.ReversesId!.Value, row => row.Id, cancellation);
        await LoadPartiesAsync([.. rows.Values.SelectMany(row => new[] { row.FromId, row.ToId }),
            .. charges.Values.Select(charge => charge.WorkspaceId)], cancellation);
        await Texts.LoadAsync([.. rows.Values.SelectMany(row => new long?[] { row.ActorId, row.ReasonId, row.ReferenceId }),
            .. charges.Values.SelectMany(charge => new[] { charge.ModelId, charge.UserId })], cancellation);
        var purchases = await PurchasesAsync(rows.Values, cancellation);
        var balances = listOf is { } account ? await BalancesAsync(account, ids, cancellation) : [];
        return [.. ids.Where(rows.ContainsKey).Select(id => Line(rows[id], charges, reversals, purchases) with
        {
            BalanceAfter = balances.TryGetValue(id, out var balance) ? balance : null,
        })];
    }

    /// <summary>The account of an id that <see cref="LoadPartiesAsync"/> has loaded.</summary>
    public LedgerParty? Party(long? account) => account is { } id ? _parties.GetValueOrDefault(id) : null;

    /// <summary>The texts of the lines. Load other texts before use.</summary>
    public TextReads Texts { get; } = new(db);

    /// <summary>Reads those of the accounts that are not known yet.</summary>
    public async Task LoadPartiesAsync(IEnumerable<long?> accounts, CancellationToken cancellation)
    {
        List<long> missing = [.. accounts.OfType<long>().Distinct().Where(id => !_parties.ContainsKey(id))];
        if (missing.Count == 0)
        {
            return;
        }

        var found = await db.Accounts.Where(row => missing.Contains(row.Id))
            .Select(row => new { row.Id, row.Name, row.Kind, row.Status }).ToListAsync(cancellation);
        foreach (var row in found)
        {
            _parties[row.Id] = new(new(row.Id), row.Name, row.Kind == AccountKinds.Tenant, row.Status == AccountStatus.Deleted,
                visible.Includes(new(row.Id)));
        }
    }

    private async Task<Dictionary<long, ChargeRow>> ChargesAsync(IEnumerable<TransferRow> rows, CancellationToken cancellation)
    {
        List<long> ids = [.. rows.Select(row => row.ChargeId).OfType<long>().Distinct()];
        return ids.Count == 0 ? [] : await db.Charges.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
    }

    // A purchase carries its invoice itself.
    private async Task<Dictionary<long, PurchaseRow>> PurchasesAsync(IEnumerable<TransferRow> rows, CancellationToken cancellation)
    {
        List<long> ids = [.. rows.Where(row => row.Type == TransferType.Purchase).Select(row => row.Id)];
        return ids.Count == 0 ? []
            : await db.Purchases.Where(row => ids.Contains(row.TransferId)).ToDictionaryAsync(row => row.TransferId, cancellation);
    }

    // The last entry of a transfer on an account has its figures. A transfer has few entries: they are found by it.
    private async Task<Dictionary<long, Credits>> BalancesAsync(AccountId account, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var entries = await db.Entries.Where(row => ids.Contains(row.TransferId) && row.AvailableAfterMicroCredits != null)
            .Select(row => new { row.TransferId, row.AccountId, row.AvailableAfterMicroCredits, row.ReservedAfterMicroCredits })
            .ToListAsync(cancellation);
        return entries.Where(row => row.AccountId == account.Value).ToDictionary(row => row.TransferId,
            row => Credits.FromMicroCredits(row.AvailableAfterMicroCredits ?? 0) + Credits.FromMicroCredits(row.ReservedAfterMicroCredits ?? 0));
    }

    private TransferLine Line(TransferRow row, Dictionary<long, ChargeRow> charges, Dictionary<long, long> reversals,
        Dictionary<long, PurchaseRow> purchases) => new()
        {
            Id = new(row.Id),
            Type = row.Type,
            Amount = Credits.FromMicroCredits(row.AmountMicroCredits),
            From = Party(row.FromId),
            To = Party(row.ToId),
            OccurredAt = row.OccurredAt,
            RecordedAt = row.RecordedAt,
            Actor = Texts.Find(row.ActorId) ?? "",
            Reason = Texts.Find(row.ReasonId),
            Reference = Texts.Find(row.ReferenceId) ?? purchases.GetValueOrDefault(row.Id)?.Reference,
            Reverses = row.ReversesId is { } original ? new(original) : null,
            ReversedBy = reversals.TryGetValue(row.Id, out var reversal) ? new(reversal) : null,
            Operation = new(row.OperationId ?? row.Id),
            Cause = row.Cause,
            Charge = row.ChargeId is { } used ? new(used) : null,
            Purchase = purchases.TryGetValue(row.Id, out var purchase)
                ? new(new(purchase.Id), PurchaseReads.MoneyOf(purchase), purchase.ExpiresAt is { } end ? TenantDays.LastBefore(end, zone) : null) : null,
            Usage = row.ChargeId is { } charge && charges.TryGetValue(charge, out var facts)
            ? new(Party(facts.WorkspaceId)?.Name, Texts.Find(facts.ModelId), Texts.Find(facts.UserId),
                facts.TransferId == row.Id ? facts.Tokens : null)
            : null,
        };
}

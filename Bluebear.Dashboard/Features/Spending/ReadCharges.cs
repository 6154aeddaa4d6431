using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>A hold for reading.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Holder">The account that holds first.</param>
/// <param name="Status">Whether it is open. Past its limit it counts as ended, even if that is not posted yet.</param>
/// <param name="Amount">The requested amount.</param>
/// <param name="ExpiresAt">Its time limit.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Charge">The charge that settled it, or that recorded its late usage.</param>
/// <param name="Facts">The facts of its request.</param>
/// <param name="FundedBy">The accounts with their held amounts.</param>
/// <param name="Path">The charging path on which it was granted.</param>
public sealed record HoldView(
    HoldId Id, AccountId Holder, HoldStatus Status, Credits Amount, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt, ChargeId? Charge, UsageFacts Facts,
    IReadOnlyList<(AccountId Account, Credits Amount)> FundedBy, PathDecision? Path);

/// <summary>What a hold's request expected to use.</summary>
/// <param name="Model">Its model, or null.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Details">What it expected beside plain tokens.</param>
internal sealed record ExpectedUsage(string? Model, TokenCounts Tokens, UsageDetails Details);

/// <summary>A charge for reading.</summary>
/// <param name="Charge">The usage record.</param>
/// <param name="Facts">The facts of its request, with its counts.</param>
/// <param name="Refunded">The refunded amount.</param>
/// <param name="Overage">The amount still owed.</param>
/// <param name="FundedBy">The accounts with their payments.</param>
/// <param name="Path">Its charging path, or its hold's if it settled one; null for usage of 0 without a hold.</param>
public sealed record ChargeView(
    ChargeRow Charge, UsageFacts Facts, Credits Refunded, Credits Overage, IReadOnlyList<(AccountId Account, Credits Amount)> FundedBy,
    PathDecision? Path);

/// <summary>Reads holds and charges of the caller's tenant.</summary>
public sealed class ReadCharges(IDbContextFactory<BluebearDbContext> contexts, SpendPostings postings, TimeProvider clock)
{
    /// <summary>When a budget funds the path of a denial next; null if none will, or if it was refused for another reason.</summary>
    /// <exception cref="Identity.AccessRefusedException">The caller may not spend credits.</exception>
    public async Task<DateTimeOffset?> NextFundingAsync(Ledger.Deciding.Refusal refusal, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (refusal.Path is not { } path)
        {
            return null;
        }

        var caller = await postings.CallerAsync(cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        return await context.NextFundingAsync(path, cancellation);
    }

    /// <summary>A hold, or null.</summary>
    /// <exception cref="Identity.AccessRefusedException">The caller may not spend credits.</exception>
    public async Task<HoldView?> FindHoldAsync(HoldId id, CancellationToken cancellation = default)
    {
        var caller = await postings.CallerAsync(cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        if (await context.Holds.SingleOrDefaultAsync(row => row.Id == id.Value, cancellation) is not { } row)
        {
            return null;
        }

        // A hold that holds nothing has no reservation, so no transfer belongs to that operation.
        var held = await context.Transfers
            .Where(part => row.TransferId != null && part.Type == TransferType.Reservation && (part.Id == row.TransferId || part.OperationId == row.TransferId))
            .OrderBy(part => part.Id).Select(part => new { part.FromId, part.AmountMicroCredits, part.Decision }).ToListAsync(cancellation);
        var isOver = row.Status == HoldStatus.Held && row.ExpiresAt <= clock.GetUtcNow();
        return new(
            id, new(row.HolderId), isOver ? HoldStatus.Expired : row.Status, Credits.FromMicroCredits(row.AmountMicroCredits), row.ExpiresAt,
            isOver ? row.ExpiresAt : row.EndedAt, row.ChargeId is { } charge ? new ChargeId(charge) : null,
            await context.ReadFactsAsync(row, cancellation) with { Tokens = row.Tokens, Details = UsageDetailsText.Read(row.Details) },
            [.. held.Select(part => (new AccountId(part.FromId!.Value), Credits.FromMicroCredits(part.AmountMicroCredits)))],
            PathOf(id, row.Decision ?? held.FirstOrDefault()?.Decision));
    }

    /// <summary>What a hold's request expected to use, or null.</summary>
    internal async Task<ExpectedUsage?> ExpectedOfAsync(HoldId id, CancellationToken cancellation)
    {
        var caller = await postings.CallerAsync(cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var hold = await context.Holds.Where(row => row.Id == id.Value).Select(row => new
        {
            row.Tokens,
            row.Details,
            Model = context.Texts.Where(text => text.Id == row.ModelId).Select(text => text.Value).FirstOrDefault(),
        }).SingleOrDefaultAsync(cancellation);
        return hold is null ? null : new(hold.Model, hold.Tokens, UsageDetailsText.Read(hold.Details));
    }

    /// <summary>A charge, or null.</summary>
    /// <exception cref="Identity.AccessRefusedException">The caller may not spend credits.</exception>
    public async Task<ChargeView?> FindChargeAsync(ChargeId id, CancellationToken cancellation = default)
    {
        var caller = await postings.CallerAsync(cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        if (await context.Charges.SingleOrDefaultAsync(row => row.Id == id.Value, cancellation) is not { } row)
        {
            return null;
        }

        var owed = await context.OpenOverages.Where(open => open.ChargeId == id.Value).Select(open => open.AmountMicroCredits).ToListAsync(cancellation);
        var parts = await PartsAsync(context, row, cancellation);
        var facts = await context.ReadFactsAsync(row, cancellation) with { Tokens = row.Tokens, Details = UsageDetailsText.Read(row.Details) };
        return new(
            row, facts, Credits.Sum(parts.Where(part => part.Type == TransferType.Refund).Select(part => part.Amount)), Credits.Sum(owed.Select(Credits.FromMicroCredits)),
            Paid(parts.Where(part => part.Type == TransferType.Settlement).Select(part => (new AccountId(part.From!.Value), part.Spent))),
            await PathAsync(context, row, parts, cancellation));
    }

    /// <summary>The accounts with their payments, from a charge's settlements. Unpaid amounts are not included.</summary>
    internal static IReadOnlyList<(AccountId Account, Credits Amount)> Paid(IEnumerable<Transfer> transfers) => Paid(transfers
        .Where(part => part.Type == TransferType.Settlement)
        .Select(part => (part.From!.Value, Credits.Sum(
            part.Entries.Where(entry => entry is { Bucket: Bucket.Spent, Purchase: not null }).Select(entry => entry.Amount)))));

    private static IReadOnlyList<(AccountId Account, Credits Amount)> Paid(IEnumerable<(AccountId Account, Credits Amount)> settled) =>
    [
        .. settled.GroupBy(part => part.Account).Select(group => (group.Key, Amount: Credits.Sum(group.Select(part => part.Amount))))
            .Where(part => part.Amount.IsPositive),
    ];

    private static async Task<PathDecision?> PathAsync(
        BluebearDbContext context, ChargeRow row, List<ChargePart> parts, CancellationToken cancellation)
    {
        if (parts.Find(part => part.Decision is not null)?.Decision is { } decision)
        {
            return new DecisionTrace(decision).Read(TenantScopedId.TenantOf(row.Id));
        }

        return row.HoldId is not { } hold ? null : PathOf(new(hold), await context.Holds.Where(of => of.Id == hold)
            .Select(of => of.Decision ?? context.Transfers.Where(part => part.Id == of.TransferId).Select(part => part.Decision).SingleOrDefault())
            .SingleOrDefaultAsync(cancellation));
    }

    private static PathDecision? PathOf(HoldId hold, byte[]? decision) =>
        decision is null ? null : new DecisionTrace(decision).Read(TenantScopedId.TenantOf(hold.Value));

    // All postings for a charge, in order.
    private static async Task<List<ChargePart>> PartsAsync(BluebearDbContext context, ChargeRow row, CancellationToken cancellation)
    {
        if (row.TransferId is not { } first)
        {
            return [];
        }

        // Only through this index: a tenant has many transfers, but a charge has few.
        var later = await context.Transfers.FromSql(
            $"SELECT * FROM transfers INDEXED BY ix_transfers_charge WHERE charge_id = {row.Id} AND charge_id IS NOT NULL AND (type = 6 OR key_hash IS NULL)")
            .Select(part => part.Id).ToListAsync(cancellation);
        var ids = later.Append(first).Distinct().ToList();
        var rows = await context.Transfers.Where(part => ids.Contains(part.Id)).OrderBy(part => part.Id)
            .Select(part => new
            {
                part.Type,
                part.AmountMicroCredits,
                part.FromId,
                part.Decision,
                Spent = context.Entries.Where(entry => entry.TransferId == part.Id && entry.Bucket == Bucket.Spent && entry.PurchaseId != null)
                    .Select(entry => entry.AmountMicroCredits).ToList(),
            }).ToListAsync(cancellation);
        return rows.ConvertAll(static part => new ChargePart(part.Type, Credits.FromMicroCredits(part.AmountMicroCredits), part.FromId,
            Credits.Sum(part.Spent.Select(Credits.FromMicroCredits)), part.Decision));
    }

    private sealed record ChargePart(TransferType Type, Credits Amount, long? From, Credits Spent, byte[]? Decision);
}

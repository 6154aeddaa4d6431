using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces;

/// <summary>Switches between Shared Pool and Workspace Budget: a preview first, then one commit.</summary>
internal sealed class ChangeCreditMode(ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>What the switch would do now.</summary>
    /// <exception cref="AccessRefusedException">The caller may not switch the mode.</exception>
    public async Task<CreditModePreview> PreviewAsync(CreditMode mode, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.SwitchCreditMode, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var head = await context.LedgerHeads.SingleAsync(cancellation);
        var outcome = await postings.PreviewAsync(
            caller, new SwitchCreditMode(mode, RestoreLast: mode == CreditMode.WorkspaceBudget), cancellation);
        var moves = MovesOf(outcome.Receipt, head.PrimaryId);
        var before = mode == CreditMode.WorkspaceBudget ? await LastSweepAsync(context, head.LastSweepId, cancellation) : moves;
        var names = await NamesAsync(context, [.. before.Keys, head.PrimaryId], cancellation);
        var pool = await context.Accounts.Where(row => row.Id == head.PrimaryId).Select(row => row.AvailableMicroCredits)
            .SingleAsync(cancellation);
        var (holds, reserved) = await OpenHoldsAsync(context, head.PrimaryId, cancellation);
        return new(mode, names[head.PrimaryId], Credits.FromMicroCredits(pool),
            [.. before.Where(line => names.ContainsKey(line.Key))
                .Select(line => new ModeLine(new(line.Key), names[line.Key], moves.GetValueOrDefault(line.Key), line.Value))],
            holds, reserved);
    }

    /// <summary>Switches.</summary>
    /// <param name="mode">The mode to be in.</param>
    /// <param name="plan">To Workspace Budget: what to allocate at once.</param>
    /// <param name="key">Makes it happen once.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Refused where there is a plan and the mode was switched by somebody else meanwhile.</returns>
    /// <exception cref="AccessRefusedException">The caller may not switch the mode.</exception>
    public async Task<Outcome> SwitchAsync(
        CreditMode mode, IReadOnlyList<PlannedAllocation> plan, OperationKey key, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.SwitchCreditMode, cancellation);
        var outcome = await postings.PostAsync(caller, new SwitchCreditMode(mode, plan), key, cancellation: cancellation);
        // Being in the mode already is no refusal to the ledger, which then leaves the plan alone: nobody is to believe it was carried out.
        return outcome is { IsDone: true, Receipt.Transfers.Count: 0 } && plan.Count > 0
            ? Outcome.Refused(new(RefusalReason.AlreadyExists, Field: "mode"), $"{WorkspaceWords.Of(mode)} began meanwhile. Nothing of this plan was moved.")
            : outcome;
    }

    /// <summary>Switches, or says what switching would do; in either case what moves, and what the last switch to Shared Pool swept.</summary>
    /// <param name="movement">The mode, with a plan or the last allocations.</param>
    /// <param name="key">Makes it happen once.</param>
    /// <param name="isDryRun">True to change nothing.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The change is null where it was refused.</returns>
    /// <exception cref="AccessRefusedException">The caller may not switch the mode.</exception>
    public async Task<(Outcome Outcome, CreditModeChange? Change)> ApplyAsync(
        SwitchCreditMode movement, OperationKey key, bool isDryRun, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(movement);
        var caller = await callers.RequireAsync(Permission.SwitchCreditMode, cancellation);
        var outcome = isDryRun
            ? await postings.PreviewAsync(caller, movement, cancellation)
            : await postings.PostAsync(caller, movement, key, cancellation: cancellation);
        if (!outcome.IsDone)
        {
            return (outcome, null);
        }

        await using var context = contexts.ForTenant(caller.Tenant);
        var head = await context.LedgerHeads.SingleAsync(cancellation);
        var moves = MovesOf(outcome.Receipt, head.PrimaryId);
        var swept = movement.Mode == CreditMode.SharedPool && moves.Count > 0
            ? moves : await LastSweepAsync(context, head.LastSweepId, cancellation);
        var names = await context.Accounts.ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var (holds, reserved) = await OpenHoldsAsync(context, head.PrimaryId, cancellation);
        return (outcome, new(movement.Mode, LinesOf(moves, names), holds, reserved, LinesOf(swept, names)));
    }

    private static IReadOnlyList<ModeLine> LinesOf(OrderedDictionary<long, Credits> moves, Dictionary<long, string> names) =>
        [.. moves.Select(line => new ModeLine(new(line.Key), names.GetValueOrDefault(line.Key, ""), line.Value, line.Value))];

    // In the order of the transfers: the plan is cut down in that order.
    private static OrderedDictionary<long, Credits> MovesOf(Receipt? receipt, long primary)
    {
        var moves = new OrderedDictionary<long, Credits>();
        foreach (var transfer in receipt?.Transfers ?? [])
        {
            if (transfer is { Type: TransferType.Allocation, From: { } from, To: { } to })
            {
                Add(moves, from.Value == primary ? to.Value : from.Value, transfer.Amount);
            }
        }

        return moves;
    }

    private static async Task<OrderedDictionary<long, Credits>> LastSweepAsync(
        BluebearDbContext context, long? sweep, CancellationToken cancellation)
    {
        var moves = new OrderedDictionary<long, Credits>();
        if (sweep is { } first)
        {
            var transfers = context.Transfers
                .Where(row => (row.Id == first || row.OperationId == first) && row.Type == TransferType.Allocation)
                .OrderBy(row => row.Id)
                .Select(row => new { From = row.FromId!.Value, row.AmountMicroCredits });
            foreach (var transfer in await transfers.ToListAsync(cancellation))
            {
                Add(moves, transfer.From, Credits.FromMicroCredits(transfer.AmountMicroCredits));
            }
        }

        return moves;
    }

    private static void Add(OrderedDictionary<long, Credits> moves, long account, Credits amount) =>
        moves[account] = moves.GetValueOrDefault(account) + amount;

    private static Task<Dictionary<long, string>> NamesAsync(
        BluebearDbContext context, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        context.Accounts.Where(row => ids.Contains(row.Id) && row.Status == AccountStatus.Active)
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);

    private static async Task<(int Count, Credits Amount)> OpenHoldsAsync(
        BluebearDbContext context, long primary, CancellationToken cancellation)
    {
        var count = await context.Holds.CountAsync(
            hold => hold.Status == HoldStatus.Held && hold.TransferId != null
                && context.Transfers.Any(part => (part.Id == hold.TransferId || part.OperationId == hold.TransferId) && part.FromId != primary),
            cancellation);
        var amount = await context.Accounts.Where(row => row.Id != primary && row.ReservedMicroCredits > 0).Select(row => row.ReservedMicroCredits).ToListAsync(cancellation);
        return (count, Credits.Sum(amount.Select(Credits.FromMicroCredits)));
    }
}

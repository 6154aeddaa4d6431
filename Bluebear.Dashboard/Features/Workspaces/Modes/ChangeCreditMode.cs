using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Workspaces.Modes;

/// <summary>Switches between Shared Pool and Workspace Budget: first a preview, then one commit.</summary>
internal sealed class ChangeCreditMode(
    ICurrentCaller callers, Postings postings, IDbContextFactory<BluebearDbContext> contexts, AccountDirectory directory)
{
    /// <summary>What the switch would do now.</summary>
    /// <exception cref="AccessRefusedException">The caller may not switch the mode.</exception>
    public async Task<CreditModePreview> PreviewAsync(CreditMode mode, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.SwitchCreditMode, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var head = await context.TenantHeads.SingleAsync(cancellation);
        var outcome = await postings.PreviewAsync(
            caller, new SwitchCreditMode(mode, RestoreLast: mode == CreditMode.WorkspaceBudget), cancellation);
        var figures = SwitchFigures.Of(outcome.Receipt, new(head.PrimaryId));
        var before = mode == CreditMode.WorkspaceBudget ? await LastSweepAsync(context, head.LastSweepId, cancellation) : figures.Moved;
        var names = await NamesAsync(context, cancellation);
        var (holds, reserved) = await OpenHoldsAsync(context, head.PrimaryId, cancellation);
        var result = await OutcomeAsync(context, head, mode, figures, names, cancellation);
        return new(mode, names[head.PrimaryId].Name, result.PoolBefore,
            [.. before.Where(line => names.GetValueOrDefault(line.Key.Value) is { IsActive: true })
                .Select(line => new ModeLine(line.Key, names[line.Key.Value].Name, figures.Moved.GetValueOrDefault(line.Key), line.Value))],
            holds, reserved, result)
        {
            PausedBudgets = await PausedAsync(context, mode, cancellation),
        };
    }

    /// <summary>Switches.</summary>
    /// <param name="mode">The new mode.</param>
    /// <param name="plan">For Workspace Budget: the allocations to make.</param>
    /// <param name="key">The key that makes it happen once.</param>
    /// <param name="note">A note after the product's own reason, or null.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Refused if there is a plan and another person switched the mode meanwhile.</returns>
    /// <exception cref="AccessRefusedException">The caller may not switch the mode.</exception>
    public async Task<Outcome> SwitchAsync(
        CreditMode mode, IReadOnlyList<PlannedAllocation> plan, OperationKey key, string? note = null,
        CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.SwitchCreditMode, cancellation);
        var outcome = await postings.PostAsync(caller, new SwitchCreditMode(mode, plan), key, note, cancellation);
        // The ledger does not refuse a mode that is already on, and then ignores the plan. The person must learn that nothing of
        // it was done.
        return outcome is { IsDone: true, Receipt.Transfers.Count: 0 } && plan.Count > 0
            ? Outcome.Refused(new(RefusalReason.AlreadyExists, Field: "mode"), $"{WorkspaceWords.Of(mode)} began meanwhile. Nothing of this plan was moved.")
            : outcome;
    }

    /// <summary>Switches, or previews the switch. Returns what moves, and what the last switch to Shared Pool swept.</summary>
    /// <param name="movement">The mode, with a plan or the last allocations.</param>
    /// <param name="key">The key that makes it happen once.</param>
    /// <param name="isDryRun">True to change nothing.</param>
    /// <param name="note">A note after the product's own reason, or null.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The change is null if it was refused.</returns>
    /// <exception cref="AccessRefusedException">The caller may not switch the mode.</exception>
    public async Task<(Outcome Outcome, CreditModeChange? Change)> ApplyAsync(
        SwitchCreditMode movement, OperationKey key, bool isDryRun, string? note = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(movement);
        var caller = await callers.RequireAsync(Permission.SwitchCreditMode, cancellation);
        var outcome = isDryRun
            ? await postings.PreviewAsync(caller, movement, cancellation)
            : await postings.PostAsync(caller, movement, key, note, cancellation);
        if (!outcome.IsDone)
        {
            return (outcome, null);
        }

        await using var context = contexts.ForTenant(caller.Tenant);
        var head = await context.TenantHeads.SingleAsync(cancellation);
        var figures = SwitchFigures.Of(outcome.Receipt, new(head.PrimaryId));
        var swept = movement.Mode == CreditMode.SharedPool && figures.Moved.Count > 0
            ? figures.Moved : await LastSweepAsync(context, head.LastSweepId, cancellation);
        var names = await NamesAsync(context, cancellation);
        var (holds, reserved) = await OpenHoldsAsync(context, head.PrimaryId, cancellation);
        return (outcome, new(movement.Mode, LinesOf(figures.Moved, names), holds, reserved, LinesOf(swept, names),
            await OutcomeAsync(context, head, movement.Mode, figures, names, cancellation))
        {
            PausedBudgets = await PausedAsync(context, movement.Mode, cancellation),
        });
    }

    private static async Task<int> PausedAsync(BluebearDbContext context, CreditMode mode, CancellationToken cancellation) =>
        mode == CreditMode.SharedPool ? await context.Budgets.CountAsync(row => row.Status == BudgetStatus.Running, cancellation) : 0;

    private static IReadOnlyList<ModeLine> LinesOf(IReadOnlyDictionary<AccountId, Credits> moves, Dictionary<long, Named> names) =>
        [.. moves.Select(line => new ModeLine(line.Key, NameOf(names, line.Key), line.Value, line.Value))];

    private static string NameOf(Dictionary<long, Named> names, AccountId id) => names.GetValueOrDefault(id.Value)?.Name ?? "";

    private async Task<SwitchOutcome> OutcomeAsync(BluebearDbContext context, TenantHeadRow head, CreditMode mode,
        SwitchFigures figures, Dictionary<long, Named> names, CancellationToken cancellation)
    {
        // Nothing changes the pool.
        var pool = figures.PoolAfter is not null ? Credits.Zero
            : Credits.FromMicroCredits(await context.Accounts.Where(row => row.Id == head.PrimaryId)
                .Select(row => row.AvailableMicroCredits).SingleAsync(cancellation));
        return new(figures.PoolBefore ?? pool, figures.PoolAfter ?? pool,
            [.. figures.OveragePaid.Select(line => new OverageLine(line.Key, NameOf(names, line.Key), line.Value))],
            await WithoutAllocationAsync(context, head, mode, figures, names, cancellation));
    }

    // To Shared Pool: workspaces with an allocation but nothing left to sweep, which a switch back will not restore. To Workspace
    // Budget: those that get nothing now. Both use the same rules as the rows of that mode.
    private async Task<IReadOnlyList<UnallocatedLine>> WithoutAllocationAsync(BluebearDbContext context, TenantHeadRow head,
        CreditMode mode, SwitchFigures figures, Dictionary<long, Named> names, CancellationToken cancellation)
    {
        var paths = new TenantPaths(await directory.OfAsync(new(head.TenantId), cancellation), await context.ReadRoutesAsync(cancellation))
            .Headed(AccountReads.ToHead(head) with { Mode = CreditMode.WorkspaceBudget, ModeEra = long.MaxValue });
        return [.. names.Where(row => row.Value is { Kind: AccountKinds.Workspace, IsActive: true }
                && !figures.Moved.ContainsKey(new(row.Key)) && (mode == CreditMode.WorkspaceBudget || row.Value.HasAllocationIn(head.ModeEra)))
            .OrderBy(row => row.Value.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Key)
            .Select(row => new UnallocatedLine(new(row.Key), row.Value.Name, paths.PayerFor(new(row.Key))?.Name))];
    }

    private static async Task<IReadOnlyDictionary<AccountId, Credits>> LastSweepAsync(
        BluebearDbContext context, long? sweep, CancellationToken cancellation)
    {
        var moves = new OrderedDictionary<AccountId, Credits>();
        if (sweep is { } first)
        {
            var transfers = context.Transfers
                .Where(row => (row.Id == first || row.OperationId == first) && row.Type == TransferType.Allocation)
                .OrderBy(row => row.Id)
                .Select(row => new { From = row.FromId!.Value, row.AmountMicroCredits });
            foreach (var transfer in await transfers.ToListAsync(cancellation))
            {
                var from = new AccountId(transfer.From);
                moves[from] = moves.GetValueOrDefault(from) + Credits.FromMicroCredits(transfer.AmountMicroCredits);
            }
        }

        return moves;
    }

    private static Task<Dictionary<long, Named>> NamesAsync(BluebearDbContext context, CancellationToken cancellation) =>
        context.Accounts.Select(row => new Named(row.Id, row.Name, row.Kind, row.Status == AccountStatus.Active, row.StandingAllocations,
            row.AllocationEra, row.RunningBudgets)).ToDictionaryAsync(row => row.Id, cancellation);

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

    private sealed record Named(long Id, string Name, string Kind, bool IsActive, int StandingAllocations, long AllocationEra, int RunningBudgets)
    {
        public bool HasAllocationIn(long era) => RunningBudgets > 0 || (StandingAllocations > 0 && AllocationEra == era);
    }
}

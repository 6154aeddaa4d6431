using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Budgets;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Converts rows of budgets to the ledger's types, and reads what several pages need of them.</summary>
public static class BudgetReads
{
    /// <summary>The budget of a row.</summary>
    public static Budget ToBudget(BudgetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new()
        {
            Id = new(row.Id),
            Account = new(row.AccountId),
            Source = new(row.SourceId),
            Kind = row.Kind,
            Amount = CreditsOrNull(row.AmountMicroCredits),
            TopUpTo = CreditsOrNull(row.TopUpToMicroCredits),
            Unused = row.Unused,
            CarryUpTo = CreditsOrNull(row.CarryUpToMicroCredits),
            AllowPartial = row.AllowPartial,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Anchor = DateOnly.FromDayNumber(row.Anchor),
            Day = row.Day,
            Step = row.Step,
            NextAt = row.NextAt,
            Current = new(row.CurrentPeriod),
            Periods = row.Periods,
            Status = row.Status,
            CreatedAt = row.CreatedAt,
            EndedAt = row.EndedAt,
        };
    }

    /// <summary>The period of a row.</summary>
    public static BudgetPeriod ToPeriod(BudgetPeriodRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new()
        {
            Id = new(row.Id),
            Budget = new(row.BudgetId),
            Account = new(row.AccountId),
            Source = new(row.SourceId),
            Number = row.Number,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            State = row.State,
            Due = Credits.FromMicroCredits(row.DueMicroCredits),
            Before = Credits.FromMicroCredits(row.BeforeMicroCredits),
            Funded = Credits.FromMicroCredits(row.FundedMicroCredits),
            CarriedIn = Credits.FromMicroCredits(row.CarriedInMicroCredits),
            CarriedOut = Credits.FromMicroCredits(row.CarriedOutMicroCredits),
            Returned = Credits.FromMicroCredits(row.ReturnedMicroCredits),
            Expired = Credits.FromMicroCredits(row.ExpiredMicroCredits),
            WaitingSince = row.WaitingSince,
        };
    }

    /// <summary>When the next budget of one of these accounts begins a period; null if none will, or in Shared Pool mode.</summary>
    public static async Task<DateTimeOffset?> NextFundingAsync(
        this BluebearDbContext context, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ids = accounts.Select(static account => account.Value).ToList();
        return await context.Budgets
            .Where(row => ids.Contains(row.AccountId) && row.Status == BudgetStatus.Running
                && (row.CurrentPeriod == 0 || (row.Kind != BudgetKind.OneTime && (row.EndsAt == null || row.EndsAt > row.NextAt)))
                && context.TenantHeads.Any(head => head.Mode == CreditMode.WorkspaceBudget))
            .MinAsync(row => row.NextAt, cancellation);
    }

    /// <summary>When the limiting account of a denial, or else another account on its path, is funded next; null if none will be.</summary>
    public static async Task<DateTimeOffset?> NextFundingAsync(this BluebearDbContext context, PathDecision denied, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(denied);
        return (denied.Limiting is { } limiting ? await context.NextFundingAsync([limiting], cancellation) : null)
            ?? await context.NextFundingAsync([.. denied.Steps.Select(static step => step.Account)], cancellation);
    }

    /// <summary>The public ids of the budgets of periods.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> BudgetIdsAsync(
        this BluebearDbContext context, IEnumerable<long> periods, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ids = periods.Where(static period => period != 0).Distinct().ToList();
        return ids.Count == 0 ? new Dictionary<long, string>()
            : await context.BudgetPeriods.Where(row => ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, row => PublicId.Format(PublicId.Budget, row.BudgetId), cancellation);
    }

    private static Credits? CreditsOrNull(long? amount) => amount is { } some ? Credits.FromMicroCredits(some) : null;
}

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Decides what needs attention.</summary>
internal static class Attention
{
    /// <summary>A purchase that ends within so many days with credits unspent is named.</summary>
    public const int SoonDays = 30;

    /// <summary>Why an account is named: what it owes, or how little is left of its base, and whether it runs out soon, each by itself.</summary>
    public static IEnumerable<AttentionRow> Of(Account account, TenantHead head, BurnRate burn, DateOnly today)
    {
        AttentionRow Row(AttentionKind kind, Credits amount) => new(kind, account.Name, amount, account.Id, account.IsPrimary);

        if (account.Overage.IsPositive)
        {
            yield return Row(AttentionKind.Overage, account.Overage);
            yield break;
        }

        // An account that was never given anything has run out of nothing; in Shared Pool mode only the pool can.
        var isMeant = account.IsPrimary ? account.ReferenceBalance.IsPositive
            : head.Mode == CreditMode.WorkspaceBudget && account.HasAllocation(head);
        if (!isMeant)
        {
            yield break;
        }

        if (KindOf(account) is { } kind)
        {
            yield return Row(kind, account.Available) with { Base = account.ReferenceBalance };
        }

        if (burn.RunsOut(account.Available, today) is var end && end.IsSoon(today))
        {
            yield return Row(AttentionKind.RunningOut, account.Available) with { Day = end.Date };
        }
    }

    private static AttentionKind? KindOf(Account account) => !account.Available.IsPositive ? AttentionKind.Exhausted
        : LowBalances.Of(account.Posted, account.ReferenceBalance) switch
        {
            LowBalance.Low => AttentionKind.LowBalance,
            LowBalance.GettingLow => AttentionKind.GettingLow,
            LowBalance.Not => null,
        };

    /// <summary>The worst first, then what has least left.</summary>
    public static IReadOnlyList<AttentionRow> Ordered(IEnumerable<AttentionRow> rows) =>
        [.. rows.OrderBy(row => row.Kind).ThenBy(row => row.Day).ThenBy(row => row.Amount).ThenBy(row => row.Name, StringComparer.Ordinal)];
}

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Decides what needs attention.</summary>
internal static class Attention
{
    /// <summary>Shows purchases that end within this number of days with credits unspent.</summary>
    public const int SoonDays = 30;

    /// <summary>
    /// The reasons to show an account: what it owes, how little of its base is left, and whether it runs out soon.
    /// </summary>
    public static IEnumerable<AttentionRow> Of(Account account, TenantHead head, AccountPace? pace, DateOnly today)
    {
        AttentionRow Row(AttentionKind kind, Credits amount) => new(kind, account.Name, amount, account.Id, account.IsPrimary);

        if (account.Overage.IsPositive)
        {
            yield return Row(AttentionKind.Overage, account.Overage);
            yield break;
        }

        if (!LowBalances.IsMeant(account, head))
        {
            yield break;
        }

        if (KindOf(account) is { } kind)
        {
            yield return Row(kind, account.Available) with { Base = account.ReferenceBalance };
        }

        if (pace?.RunsOut(account.Available) is { } end && end.IsSoon(today))
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

    /// <summary>The worst first, then those with the least left.</summary>
    public static IReadOnlyList<AttentionRow> Ordered(IEnumerable<AttentionRow> rows) =>
        [.. rows.OrderBy(row => row.Kind).ThenBy(row => row.Day).ThenBy(row => row.Amount).ThenBy(row => row.Name, StringComparer.Ordinal)];
}

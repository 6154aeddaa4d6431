using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Decides what needs attention.</summary>
internal static class Attention
{
    /// <summary>A purchase that ends within so many days with credits unspent is named.</summary>
    public const int SoonDays = 30;

    /// <summary>Whether an account is named, and why.</summary>
    public static AttentionRow? Of(Account account, LedgerHead head)
    {
        AttentionRow Row(AttentionKind kind, Credits amount) => new(kind, account.Name, amount, account.Id, account.IsPrimary);

        if (account.Overage.IsPositive)
        {
            return Row(AttentionKind.Overage, account.Overage);
        }

        // Who was never given anything has run out of nothing; in Shared Pool mode only the pool can.
        var isMeant = account.IsPrimary ? account.ReferenceBalance.IsPositive
            : head.Mode == CreditMode.WorkspaceBudget && account.HasAllocation(head);
        return !isMeant ? null
            : !account.Available.IsPositive ? Row(AttentionKind.Exhausted, account.Available)
            : LowBalances.Of(account.Posted, account.ReferenceBalance) switch
            {
                LowBalance.Low => Row(AttentionKind.LowBalance, account.Available),
                LowBalance.GettingLow => Row(AttentionKind.GettingLow, account.Available),
                LowBalance.Not => null,
            };
    }

    /// <summary>The worst first, then what has least left.</summary>
    public static IReadOnlyList<AttentionRow> Ordered(IEnumerable<AttentionRow> rows) =>
        [.. rows.OrderBy(row => row.Kind).ThenBy(row => row.EndsAt).ThenBy(row => row.Amount).ThenBy(row => row.Name, StringComparer.Ordinal)];
}

using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Purchases;

/// <summary>Posts what has ended on accounts that nobody touches, at most <paramref name="MaxAccounts"/> of them at a time.</summary>
/// <param name="MaxAccounts">1 and up; what is left is done by the next call.</param>
/// <remarks>Refuses nothing. The same expiries are posted before anything else is decided on an account.</remarks>
public sealed record ExpireEndedLots(int MaxAccounts) : Movement, IReadsWritten
{
    internal override string Code => "lots.expire";

    internal override bool SpendsKey => false;

    internal override void Describe(FingerprintWriter writer) => writer.Add(MaxAccounts);

    internal override Refusal? Decide(Draft draft)
    {
        foreach (var id in draft.Book.Source.AccountsWithEndedLots(draft.Tenant, draft.Now, MaxAccounts))
        {
            draft.Open(id);
        }

        return null;
    }
}

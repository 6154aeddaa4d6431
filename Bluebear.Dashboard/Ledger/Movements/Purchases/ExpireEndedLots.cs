using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Purchases;

/// <summary>
/// Posts the expiry of ended lots on accounts that no other operation opens, at most <paramref name="MaxAccounts"/> at a time.
/// </summary>
/// <param name="MaxAccounts">1 and up. The next call does the rest.</param>
/// <remarks>Refuses nothing. Every other operation posts the same expiries when it opens an account.</remarks>
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

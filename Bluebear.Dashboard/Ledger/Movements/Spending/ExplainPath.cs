using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>Finds out who would pay for a request now. Posts only what is due. For dry runs.</summary>
/// <param name="Amount">The cost of the request; 0 or more.</param>
/// <param name="Facts">The facts of the request.</param>
/// <remarks>
/// A denial is also an answer (<see cref="Receipt.Path"/>). Refuses with <see cref="RefusalReason.InvalidAmount"/>, <see
/// cref="RefusalReason.InvalidText"/>, <see cref="RefusalReason.AccountNotFound"/> and <see
/// cref="RefusalReason.AccountDeleted"/>.
/// </remarks>
public sealed record ExplainPath(Credits Amount, UsageFacts Facts) : Movement
{
    internal override string Code => "path.explain";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(Amount);

    internal override bool SpendsKey => false;

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Amount);
        Facts.Describe(writer);
    }

    internal override Refusal? Decide(Draft draft)
    {
        var refusal = Amount.IsNegative ? new(RefusalReason.InvalidAmount, Field: "amount")
            : !Facts.IsWellFormed ? new(RefusalReason.InvalidText, Field: "facts")
            : AccountChecks.CheckActive(draft, Facts.Workspace, "workspace") ?? AccountChecks.CheckActive(draft, Facts.Team, "team")
                ?? AccountChecks.CheckActive(draft, Facts.Account, "account");
        if (refusal is null)
        {
            draft.ResultPath = ChargingPath.Decide(draft, Facts, Amount);
        }

        return refusal;
    }
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History.Decisions;

/// <summary>Reads how the payer of a transfer was found.</summary>
internal sealed class DecisionReads(BluebearDbContext db, TransferLines lines)
{
    /// <summary>The decision behind a transfer: its own, or that of the hold or usage that it ends, pays or refunds.</summary>
    public async Task<RecordedDecision?> ReadAsync(TransferRow row, CancellationToken cancellation)
    {
        if (await FindAsync(row, cancellation) is not { Decision: { } bytes } source)
        {
            return null;
        }

        PathDecision decision;
        try
        {
            decision = new DecisionTrace(bytes).Read(new(source.TenantId));
        }
        catch (InvalidDataException)
        {
            return new(new(source.Id), [], null, Credits.Zero, IsReadable: false);
        }

        await lines.LoadPartiesAsync(decision.Steps.Select(step => (long?)step.Account.Value), cancellation);
        var pays = decision.FundedBy.ToDictionary(share => share.Account, share => share.Amount);
        var steps = decision.Steps
            .Select(step => new RecordedStep(step, lines.Party(step.Account.Value), pays.GetValueOrDefault(step.Account))).ToList();
        return new(new(source.Id), steps, steps.Find(step => step.Step.Account == decision.Limiting), decision.Shortfall);
    }

    private async Task<TransferRow?> FindAsync(TransferRow row, CancellationToken cancellation)
    {
        if (row.Decision is not null)
        {
            return row;
        }

        var charge = row.ChargeId is { } chargeId
            ? await db.Charges.FirstOrDefaultAsync(candidate => candidate.Id == chargeId, cancellation) : null;
        // Usage that came after its hold had ended was decided again, so its own settlement comes first.
        if (charge?.TransferId is { } settlement && await WithDecisionAsync(settlement, cancellation) is { } settled)
        {
            return settled;
        }

        var hold = (row.HoldId ?? charge?.HoldId) is { } holdId
            ? await db.Holds.FirstOrDefaultAsync(candidate => candidate.Id == holdId, cancellation) : null;
        return hold?.TransferId is { } reservation ? await WithDecisionAsync(reservation, cancellation) : null;
    }

    private Task<TransferRow?> WithDecisionAsync(long id, CancellationToken cancellation) =>
        db.Transfers.FirstOrDefaultAsync(row => row.Id == id && row.Decision != null, cancellation);
}

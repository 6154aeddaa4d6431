using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.History.Decisions;

/// <summary>Who was asked to pay for a request when it was decided, as the books have kept it.</summary>
/// <param name="Transfer">The transfer that it stands with: the reservation, or the first settlement of usage without a hold.</param>
/// <param name="Steps">The accounts in the order in which they were asked; empty where the record cannot be read.</param>
/// <param name="Limiting">The account that blocked, or the last one asked; null where all was paid.</param>
/// <param name="Shortfall">What was missing; zero where all was paid.</param>
/// <param name="IsReadable">False where the stored record is damaged.</param>
public sealed record RecordedDecision(
    TransferId Transfer, IReadOnlyList<RecordedStep> Steps, RecordedStep? Limiting, Credits Shortfall, bool IsReadable = true);

/// <summary>One account that was asked.</summary>
/// <param name="Step">What the engine found.</param>
/// <param name="Party">The account as it is named today; null where it is gone.</param>
/// <param name="Pays">What it paid or set aside; zero where nothing.</param>
public sealed record RecordedStep(PathStep Step, LedgerParty? Party, Credits Pays);

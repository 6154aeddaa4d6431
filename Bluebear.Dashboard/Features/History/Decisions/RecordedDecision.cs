using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.History.Decisions;

/// <summary>A stored path decision for a request.</summary>
/// <param name="Transfer">The transfer that carries it: the reservation, or the first settlement of usage without a hold.</param>
/// <param name="Steps">The accounts in the order in which they were tried; empty if the record cannot be read.</param>
/// <param name="Limiting">The account that blocked, or the last one tried; null if everything was paid.</param>
/// <param name="Shortfall">The missing amount; zero if everything was paid.</param>
/// <param name="IsReadable">False if the stored record is damaged.</param>
public sealed record RecordedDecision(
    TransferId Transfer, IReadOnlyList<RecordedStep> Steps, RecordedStep? Limiting, Credits Shortfall, bool IsReadable = true);

/// <summary>One account that was tried.</summary>
/// <param name="Step">The engine's result.</param>
/// <param name="Party">The account with its current name; null if it no longer exists.</param>
/// <param name="Pays">What it paid or set aside; zero if nothing.</param>
public sealed record RecordedStep(PathStep Step, LedgerParty? Party, Credits Pays);

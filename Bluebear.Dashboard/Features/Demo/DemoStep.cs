using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>Something that a person did in the demo tenant.</summary>
internal abstract record DemoStep(DateTimeOffset At);

/// <summary>A purchase.</summary>
internal sealed record DemoPurchase(DateTimeOffset At, Credits Amount, string Reference, decimal Euros, DateTimeOffset? ExpiresAt)
    : DemoStep(At);

/// <summary>Credits moved between workspaces; null is the Primary Workspace.</summary>
internal sealed record DemoMove(DateTimeOffset At, int? From, int? To, Credits Amount, string Reason, string? Reference = null)
    : DemoStep(At)
{
    /// <summary>When it was found to be wrong and reversed, or null.</summary>
    public DateTimeOffset? ReversedAt { get; init; }
}

/// <summary>A budget that was planned.</summary>
/// <param name="At">When.</param>
/// <param name="Name">What later steps call it.</param>
/// <param name="To">The workspace that it funds; or <paramref name="Team"/>.</param>
/// <param name="Team">The team that it funds.</param>
/// <param name="Plan">The plan for the account.</param>
internal sealed record DemoBudget(DateTimeOffset At, string Name, int? To, int? Team, Func<AccountId, PlanBudget> Plan) : DemoStep(At);

/// <summary>A budget was cancelled.</summary>
internal sealed record DemoCancel(DateTimeOffset At, string Name) : DemoStep(At);

/// <summary>A turn of a team's budgets that fell due.</summary>
internal sealed record DemoTurn(DateTimeOffset At, int Team) : DemoStep(At);

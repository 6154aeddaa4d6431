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

namespace Bluebear.Dashboard.Scheduling;

/// <summary>How much of one kind of due work is done at a time.</summary>
public sealed record DueBounds
{
    /// <summary>The default bounds.</summary>
    public static DueBounds Default { get; } = new();

    /// <summary>Items of one turn, found by one search and done under one lease check.</summary>
    public int PerTurn { get; init; } = 256;

    /// <summary>Items of one tenant in a turn. If it has more, other tenants come first.</summary>
    public int PerTenant { get; init; } = 64;

    /// <summary>Items done at the same time.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>The longest time for one item. After that it is cancelled and counts as failed.</summary>
    public TimeSpan PerItem { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The longest pause before a failed item is tried again. The first pause is one second; each is twice the one before.
    /// </summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The shortest time between two searches, for work that is woken very often.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.Zero;
}

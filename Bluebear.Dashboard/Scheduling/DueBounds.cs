namespace Bluebear.Dashboard.Scheduling;

/// <summary>How much of one kind of due work is done at a time.</summary>
public sealed record DueBounds
{
    /// <summary>The bounds of a kind that says nothing else.</summary>
    public static DueBounds Default { get; } = new();

    /// <summary>Items of one turn: what one look finds and one lease check covers.</summary>
    public int PerTurn { get; init; } = 256;

    /// <summary>Items of one tenant in a turn; where it has more, the other tenants come first.</summary>
    public int PerTenant { get; init; } = 64;

    /// <summary>Items done at once.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>The longest time one item may take; then it is cancelled and has failed.</summary>
    public TimeSpan PerItem { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest time until a failed item is tried again; the first is one second, and each is twice the one before.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The shortest time between two looks, for work that something wakes very often.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.Zero;
}

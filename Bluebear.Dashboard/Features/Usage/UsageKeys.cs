namespace Bluebear.Dashboard.Features.Usage;

/// <summary>What usage can be grouped by over HTTP. A closed set.</summary>
internal enum UsageKey
{
    /// <summary>The tenant's local hour, by the instant at which it begins.</summary>
    Hour,

    /// <summary>The tenant's day.</summary>
    Day,

    /// <summary>The workspace it is attributed to.</summary>
    Workspace,

    /// <summary>The team it is attributed to.</summary>
    Team,

    /// <summary>The user.</summary>
    User,

    /// <summary>The model.</summary>
    Model,

    /// <summary>The gateway's group.</summary>
    ConsumerGroup,
}

/// <summary>One group of usage.</summary>
/// <param name="Values">The value of each key, in the order in which the keys were asked for; null for none.</param>
/// <param name="Names">Beside an account's id, its name; null for other keys.</param>
/// <param name="Sum">The figures.</param>
internal sealed record UsageGroupSum(IReadOnlyList<string?> Values, IReadOnlyList<string?> Names, UsageSum Sum);

/// <summary>Usage over a time, in groups.</summary>
internal sealed record GroupedUsage(IReadOnlyList<UsageGroupSum> Groups, UsageSum Total);

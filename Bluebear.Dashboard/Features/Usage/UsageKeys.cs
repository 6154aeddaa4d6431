namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The keys for grouping usage over HTTP. A closed set.</summary>
internal enum UsageKey
{
    /// <summary>The tenant's local hour, as the instant at which it begins.</summary>
    Hour,

    /// <summary>The tenant's day.</summary>
    Day,

    /// <summary>The workspace that used it.</summary>
    Workspace,

    /// <summary>The team that used it.</summary>
    Team,

    /// <summary>The user.</summary>
    User,

    /// <summary>The model.</summary>
    Model,

    /// <summary>The gateway's consumer group.</summary>
    ConsumerGroup,
}

/// <summary>One group of usage.</summary>
/// <param name="Values">The value of each key, in the requested order; null for none.</param>
/// <param name="Names">For an account's id, the account's name; null for other keys.</param>
/// <param name="Sum">The figures.</param>
internal sealed record UsageGroupSum(IReadOnlyList<string?> Values, IReadOnlyList<string?> Names, UsageSum Sum);

/// <summary>Usage over a range of time, in groups.</summary>
internal sealed record GroupedUsage(IReadOnlyList<UsageGroupSum> Groups, UsageSum Total);

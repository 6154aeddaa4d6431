namespace Bluebear.Dashboard.Features.Usage;

/// <summary>The grouping of usage. A closed set.</summary>
public enum UsageGroup
{
    /// <summary>By the tenant's day.</summary>
    Day,

    /// <summary>By the workspace that used it.</summary>
    Workspace,

    /// <summary>By the user it names.</summary>
    User,

    /// <summary>By the model it names.</summary>
    Model,
}

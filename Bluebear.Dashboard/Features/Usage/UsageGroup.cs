namespace Bluebear.Dashboard.Features.Usage;

/// <summary>What usage is summed up by. A closed set.</summary>
public enum UsageGroup
{
    /// <summary>By the tenant's day.</summary>
    Day,

    /// <summary>By the workspace it is attributed to.</summary>
    Workspace,

    /// <summary>By the user it names.</summary>
    User,

    /// <summary>By the model it names.</summary>
    Model,
}

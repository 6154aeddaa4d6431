namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Lets through the usage with one value of a key.</summary>
/// <param name="Key">A key that is no time.</param>
/// <param name="Value">An account's public id, the text of a user, model, consumer group or key, a tag as <c>name=value</c>, or <see cref="None"/>.</param>
public sealed record UsageFilter(UsageKey Key, string Value)
{
    /// <summary>Stands for usage that has no value for the key.</summary>
    public const string None = "none";

    /// <summary>True for usage that has no value for the key.</summary>
    public bool IsNone => Value == None;
}

/// <summary>A filter as people read it.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Name">The name of its value.</param>
/// <param name="Note">Why it does not apply any more, or only to the past; null where it applies.</param>
/// <param name="IsMissing">True where it names an account that is not there or out of the caller's sight.</param>
public sealed record UsageFilterName(UsageFilter Filter, string Name, string? Note = null, bool IsMissing = false);

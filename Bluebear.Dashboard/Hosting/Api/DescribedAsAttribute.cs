namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>The JSON type of a type with its own converter, which the API's description cannot derive.</summary>
/// <param name="value">The type that it looks like in JSON.</param>
/// <param name="orWord">A word that may be sent instead.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class DescribedAsAttribute(Type value, string? orWord = null) : Attribute
{
    /// <summary>The type that it looks like in JSON.</summary>
    public Type Value { get; } = value;

    /// <summary>A word that may be sent instead, or null.</summary>
    public string? OrWord { get; } = orWord;

    /// <summary>True if <c>false</c> may be sent instead.</summary>
    public bool OrFalse { get; init; }
}

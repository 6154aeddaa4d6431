namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>What a type with a converter of its own looks like in JSON, which the API's description cannot tell from the type.</summary>
/// <param name="value">The type that it looks like.</param>
/// <param name="orWord">A word that may stand there instead.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class DescribedAsAttribute(Type value, string? orWord = null) : Attribute
{
    /// <summary>The type that it looks like.</summary>
    public Type Value { get; } = value;

    /// <summary>A word that may stand there instead, or null.</summary>
    public string? OrWord { get; } = orWord;
}

using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Browser tests of what happens in time: they share one browser and run alone, one after the other.</summary>
// Not beside other tests: a server whose threads are all busy is late with its signs of life, and pages then say so.
[CollectionDefinition(Name, DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's own word
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
#pragma warning restore CA1711
{
    /// <summary>What a test class names in its <c>[Collection]</c>.</summary>
    public const string Name = "Browser";
}

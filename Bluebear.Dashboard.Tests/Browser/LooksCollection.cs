using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>
/// Browser tests of how pages look: sizes, contrast, what is clipped. They run beside other tests, one after the other, because none
/// of them looks at a clock.
/// </summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's own word
public sealed class LooksCollection : ICollectionFixture<BrowserFixture>
#pragma warning restore CA1711
{
    /// <summary>What a test class names in its <c>[Collection]</c>.</summary>
    public const string Name = "Looks";
}

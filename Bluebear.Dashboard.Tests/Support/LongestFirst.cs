using Bluebear.Dashboard.Tests.Browser;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Bluebear.Dashboard.Tests.Support.LongestFirst", "Bluebear.Dashboard.Tests")]

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>Begins the collection that takes longest first, so that the last one does not run alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(static collection => collection.DisplayName switch
        {
            LooksCollection.Name => 0,
            _ when collection.DisplayName.Contains("RandomMovements", StringComparison.Ordinal) => 1,
            _ => 2,
        });
}

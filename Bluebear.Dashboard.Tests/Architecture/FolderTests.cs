using Xunit;

namespace Bluebear.Dashboard.Tests.Architecture;

/// <summary>Who may know whom, and for each rule a planted violation that proves that it can fail.</summary>
public class FolderTests
{
    private static readonly FolderCheck Product = new(typeof(BluebearApp).Assembly, "Bluebear.Dashboard");
    private static readonly FolderCheck Planted =
        new(typeof(FolderTests).Assembly, "Bluebear.Dashboard.Tests.Architecture.Planted");

    public static TheoryData<string> Folders => [.. FolderRule.All.Select(rule => rule.Folder)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_OfTheProduct_KnowsOnlyWhatItMay(string folder) => Assert.Empty(Product.Breaches(Rule(folder)));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_WithPlantedViolation_IsFound(string folder) =>
        Assert.Contains(Planted.Breaches(Rule(folder)), breach => breach.Contains(".Planted.", StringComparison.Ordinal));

    [Fact]
    public void Feature_OfTheProduct_StaysOutOfOtherFeatures() => Assert.Empty(Product.BreachesBetweenFeatures());

    [Fact]
    public void Feature_ReachingIntoAnother_IsFound() => Assert.NotEmpty(Planted.BreachesBetweenFeatures());

    [Fact]
    public void Components_OfTheProduct_NeverTouchTheDatabase() => Assert.Empty(Product.BreachesByComponents());

    [Fact]
    public void Component_TouchingTheDatabaseFromALambda_IsFound() => Assert.NotEmpty(Planted.BreachesByComponents());

    [Fact]
    public void Components_OfTheProduct_LeaveTokensAndSubscriptionsToTheScreen() => Assert.Empty(Product.BreachesOfTheLifeCycle());

    [Fact]
    public void Component_WithATokenOrASubscriptionOfItsOwn_IsFound() => Assert.Equal(
        ["LedgerFeed", "CancellationTokenSource"],
        Planted.BreachesOfTheLifeCycle().Select(breach => breach.Split('.')[^1]));

    [Fact]
    public void Ui_OfTheProduct_KnowsOnlyTheLedgersValues() => Assert.Empty(Product.BreachesOfUiIntoTheLedger());

    [Fact]
    public void Ui_KnowingALedgerService_IsFound() => Assert.NotEmpty(Planted.BreachesOfUiIntoTheLedger());

    private static FolderRule Rule(string folder) => FolderRule.All.Single(rule => rule.Folder == folder);
}

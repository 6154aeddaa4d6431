using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Money;
using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Money;

public sealed class KpiTests : ComponentContext
{
    [Theory]
    [InlineData("999999999999.99", "999B cr", "999,999,999,999.99 cr")]
    [InlineData("100000000", "100M cr", "100,000,000.00 cr")]
    [InlineData("99999999.99", "99,999,999.99 cr", "99,999,999.99 cr")]
    public void Kpi_Credits_AreCompactWhereTheyHaveNoRoomAndExactInTheTitle_A32(string raw, string shown, string title)
    {
        Assert.Equal(CreditsProblem.None, CreditsParser.TryParse(raw, out var amount));

        var figure = Render<Kpi>(parameters => parameters.Add(it => it.Label, "Pool available").Add(it => it.Value, amount)).Find(".bb-credits");

        Assert.Equal((shown, title), (figure.TextContent.Trim(), figure.GetAttribute("title")));
    }

    [Theory]
    [InlineData(242_599_508, "242,599,508")]
    [InlineData(long.MaxValue, "9,223,372T")]
    public void Kpi_Count_IsCompactLikewise_A32(long count, string shown) =>
        Assert.Equal(shown, Render<Kpi>(parameters => parameters.Add(it => it.Label, "Input tokens").Add(it => it.Count, count)).Find(".bb-kpi-value").TextContent.Trim());
}

using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.History.Printing;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History.Printing;

public sealed class LedgerPrintPageTests : FeatureComponents
{
    private AccountId _atlas;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas", 30);
        Services.AddHistory();
    }

    [Fact]
    public void Page_OfAnAccount_NamesCompanyAccountFiltersAndPersonAndBothBalances_A22()
    {
        var page = Show("?type=allocation&account=" + PublicId.Format(PublicId.Account, _atlas.Value));

        Assert.Equal("Northwind · Ledger of Atlas", page.Find(".bb-sheet-title").TextContent);
        Assert.Equal(["Period", "Type", "Printed"], page.FindAll(".bb-sheet dt").Select(it => it.TextContent));
        Assert.EndsWith("by FinanceAdmin", page.FindAll(".bb-sheet dd")[2].TextContent, StringComparison.Ordinal);
        Assert.Equal(["Opening balance0.00", "Closing balance30.00"], page.FindAll("tr").Where(it => it.TextContent.Contains("balance", StringComparison.Ordinal)).Select(it => it.TextContent));
        Assert.Contains("+30.00", page.Find("table").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfAFilterThatCannotBeRead_PrintsNothing_A22() =>
        Assert.Empty(Show("?from=2026-02-30").FindAll("table"));

    private IRenderedComponent<LedgerPrintPage> Show(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(DashboardUrls.LedgerPrint + query);
        var page = Render<LedgerPrintPage>();
        page.WaitForState(() => page.FindAll("h1").Count > 0, TimeSpan.FromSeconds(30));
        return page;
    }
}

using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Features.Reconciliation;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Identity.Audit;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>Pages over figures of which two no longer fit into 64 bits together.</summary>
public sealed class LargeFiguresTests : FeatureComponents
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private protected override async Task SetUpAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var name in (string[])["Atlas", "Borealis"])
        {
            var workspace = await Stage.OpenAsync(name, 30);
            await Stage.UseAsync(workspace, 40, now);
            await Stage.UseAsync(workspace, 40, now.AddDays(-1));
        }

        Services.AddSingleton<AuditLog>().AddSingleton(Stage.Database.Get<VerifyLedger>())
            .AddReconciliation().AddOverview().AddUsage().AddHistory().AddPrices();
        const string Most = "9223372036854775807";
        Stage.Database.Execute(
            $"""
            UPDATE accounts SET available_micro_credits = {Most}, reserved_micro_credits = {Most}, overage_micro_credits = {Most},
                reference_micro_credits = {Most} WHERE tenant_id = 1;
            UPDATE usage_hours SET micro_credits = {Most}, input_tokens = {Most}, output_tokens = {Most};
            UPDATE usage_days SET micro_credits = {Most}, input_tokens = {Most}, output_tokens = {Most};
            UPDATE open_overages SET amount_micro_credits = {Most};
            UPDATE charges SET amount_micro_credits = {Most}, is_estimate = 1;
            UPDATE lots SET available_micro_credits = {Most}, reserved_micro_credits = {Most};
            UPDATE purchases SET amount_micro_credits = {Most};
            """);
    }

    [Fact]
    public async Task Pages_OverFiguresTooLargeForOneSum_ShowThem_X2()
    {
        await ShowsAsync(Render<OverviewPage>());
        await ShowsAsync(Render<WorkspacesPage>());
        await ShowsAsync(Render<UsagePage>());
        await ShowsAsync(Render<LedgerPage>());
        await ShowsAsync(Render<ReconciliationPage>());
        await ShowsAsync(Render<PricesPage>());
    }

    [Theory]
    [InlineData(UsageKey.Day)]
    [InlineData(UsageKey.Workspace)]
    [InlineData(UsageKey.User)]
    [InlineData(UsageKey.Model)]
    public async Task Usage_OverFiguresTooLargeForOneSum_AddsThemUp_X2(UsageKey group)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

        var report = (await Services.GetRequiredService<ReadUsagePage>().RunAsync(new(new(today.AddDays(-3), today), [group], []), withoutUsage: false)).Report;

        Assert.True(report.Total.Credits.ToDecimal() > Credits.MaxValue.ToDecimal());
    }

    private static async Task ShowsAsync<TPage>(IRenderedComponent<TPage> page)
        where TPage : IComponent =>
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".bb-skeleton")), Long);
}

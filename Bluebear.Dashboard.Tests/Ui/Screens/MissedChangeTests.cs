using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Tests.Features;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Screens;

/// <summary>A change at any moment while a page opens is on it in the end: none falls between its first read and its subscription.</summary>
public sealed class MissedChangeTests : ScreenComponents
{
    private static readonly Credits Moved = Credits.FromCredits(70);

    public static TheoryData<int> Moments => [1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Usage_ChangedWhileItOpens_ShowsTheChange_H4(int moment) =>
        OpensAsync<UsagePage>(moment, DashboardUrls.Usage, MoveAsync, "9,900.00");

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Overview_ChangedWhileItOpens_ShowsTheChange_H4(int moment) =>
        OpensAsync<OverviewPage>(moment, DashboardUrls.Overview, MoveAsync, "9,900.00");

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Ledger_ChangedWhileItOpens_ShowsTheChange_H4(int moment) =>
        OpensAsync<LedgerPage>(moment, DashboardUrls.Ledger, MoveAsync, ">70.00<");

    [Theory]
    [MemberData(nameof(Moments))]
    public Task WhoPays_ChangedWhileItOpens_AnswersByTheChange_H4(int moment) => OpensAsync<PoliciesPage>(
        moment, $"{DashboardUrls.Policies}?workspace={PublicId.Format(PublicId.Account, Atlas.Value)}&amount=50", MoveAsync, "Allowed: Atlas pays 50.00 cr.");

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Policies_ChangedWhileItOpens_ShowsTheChange_H4(int moment) => OpensAsync<PoliciesPage>(
        moment, DashboardUrls.Policies,
        () => Services.GetRequiredService<ChangePolicies>().RunAsync(new() { WalletEnforcement = false }, "A trial"), "A trial");

    // The change is made while the page asks for the given time who the caller is, or afterwards if it asks less often.
    private async Task OpensAsync<TPage>(int moment, string address, Func<Task> change, string expected)
        where TPage : IComponent
    {
        var asked = 0;
        Stage.Caller.Asked = async () =>
        {
            if (Interlocked.Increment(ref asked) == moment)
            {
                await change();
            }
        };

        var page = Show<TPage>(address);
        if (Interlocked.Exchange(ref asked, 100) < moment)
        {
            await change();
        }

        await page.WaitForAssertionAsync(() => Assert.Contains(expected, page.Markup, StringComparison.Ordinal), Long);
    }

    private Task MoveAsync() =>
        PassOnAsync(() => Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, Atlas, Moved)));
}

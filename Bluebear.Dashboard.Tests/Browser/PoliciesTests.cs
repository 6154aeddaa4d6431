using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>The rules of who pays as finance admins use them.</summary>
[Collection(BrowserCollection.Name)]
public class PoliciesTests(BrowserFixture browser)
{
    [Fact]
    public Task Rules_EditedByKeyboard_ChangeWhoPays() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, $"/policies?workspace={Public(company.Workspaces["Claims Triage"])}&amount=100000");
        await Expect(page.GetByText("Denied: Claims Triage lacks")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit rules" }).PressAsync("Enter");
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save rules" });
        await page.GetByRole(AriaRole.Combobox, new() { Name = "When Workspace cannot pay in Workspace route" }).SelectOptionAsync("Fall through");
        await Expect(page.GetByText("9 workspaces would no longer block.")).ToBeVisibleAsync();
        await Expect(save).ToBeDisabledAsync();
        var up = page.GetByRole(AriaRole.Button, new() { Name = "Move Primary Workspace up in Workspace route" });
        await up.PressAsync("Enter");
        await Expect(up).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Primary Workspace is step 2 of 4.")).ToBeAttachedAsync();
        await page.AssertAxeFindsNothingAsync("rules being edited");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("Claims go on");
        await save.PressAsync("Enter");

        await Expect(page.GetByText("Allowed: Primary Workspace pays 100,000.00 cr.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Claims go on")).ToBeVisibleAsync();
        await Expect(page.GetByText("Changed by financeadmin@northwind.example")).ToBeVisibleAsync();
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Groups_NamedByAGateway_AreMappedByOneClickAndExported() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        await company.PostAsync(new OpenAccount(AccountKinds.Team, "Engineering", "team_engineering", null, null));
        await NameAsync(company, "finance");
        await NameAsync(company, "engineering");
        var page = await company.OpenAsync(profile, "/settings/consumer-groups");

        await page.GetByRole(AriaRole.Button, new() { Name = "Map engineering", Exact = true }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Team for finance" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "engineering is mapped to Engineering" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Mapped groups" })).ToContainTextAsync("team_engineering");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export YAML" }).ClickAsync());
        Assert.Equal(
            "consumer_groups:\n- id: engineering\n  wallet_team_id: team_engineering\ncost_tracking:\n  wallet_enforcement: true\n",
            await File.ReadAllTextAsync(await download.PathAsync()));
        await NameAsync(company, "late");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Map late", Exact = true })).ToBeDisabledAsync();
        await page.AssertAxeFindsNothingAsync("consumer groups");
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Policies_Auditor_ReadsOnly() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/policies", Role.Auditor);

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit rules" })).ToBeDisabledAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Set a rule" })).ToBeDisabledAsync();
        profile.AssertNoComplaints();
    });

    private static Task<Receipt> NameAsync(SpendingCompany company, string group) => company.PostAsync(
        new ChargeUsage(Credits.FromCredits(1), new() { ConsumerGroup = group }, TimeProvider.System.GetUtcNow()));

    private static string Public(AccountId id) => PublicId.Format(PublicId.Account, id.Value);
}

using Bluebear.Dashboard.Identity;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Settings -> Teams as people use it: an account of a kind that nobody planned for, from its opening to its credits.</summary>
[Collection(BrowserCollection.Name)]
public class TeamsTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("light", 1440)]
    [InlineData("dark", 390)]
    public Task Fleet_OpenedEditedAndFunded_IsAnAccountLikeOthers(string theme, int width)
    {
        var options = new BrowserNewContextOptions
        {
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 900 },
        };
        return browser.RunAsync($"{nameof(Fleet_OpenedEditedAndFunded_IsAnAccountLikeOthers)}-{theme}-{width}", async profile =>
        {
            await using var scene = await WorkspaceScene.StartAsync();
            var page = await scene.OpenAsync(profile, Role.Operator);
            await page.GotoAsync(scene.App.Url + DashboardUrls.SettingsTeams);
            await page.WaitForInteractiveAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = "New account" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New account" });
            await dialog.GetByLabel("Kind").FillAsync("llm-agent-fleet");
            await dialog.GetByLabel("Name").FillAsync("Night shift");
            await dialog.GetByLabel("Reference").FillAsync("fleet_night");
            await page.AssertSoundAsync($"teams-{theme}-{width}-new", PageExtensions.OpenDialog);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
            await Expect(page).ToHaveURLAsync(scene.App.Url + "/settings/teams?kind=llm-agent-fleet");
            await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Llm agent fleet Night shift created" })).ToBeVisibleAsync();
            await page.AssertSoundAsync($"teams-{theme}-{width}-page");

            await page.ChooseActionAsync("Night shift", "Edit");
            dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Night shift" });
            await dialog.GetByLabel("Reference").FillAsync("fleet_dawn");
            await page.AssertSoundAsync($"teams-{theme}-{width}-edit", PageExtensions.OpenDialog);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.GetByText("fleet_dawn").Filter(new() { Visible = true })).ToBeVisibleAsync();

            await page.ChooseActionAsync("Night shift", "Manage Credits");
            dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Manage Credits" });
            await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Credits" }).FillAsync("12.5");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Transfer 12.50 cr" }).ClickAsync();
            await Expect(page.GetByText("12.50", new() { Exact = true }).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

            await page.ChooseActionAsync("Night shift", "Delete");
            dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Delete Night shift" });
            await dialog.GetByLabel("Type the llm agent fleet name to confirm").FillAsync("Night shift");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
            await Expect(page.GetByText("No account of kind llm-agent-fleet yet")).ToBeVisibleAsync();
            profile.AssertNoComplaints();
        }, options);
    }
}

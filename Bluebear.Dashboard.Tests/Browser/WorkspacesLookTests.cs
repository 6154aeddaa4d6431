using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Every dialog of the Workspaces page in both themes and on a phone: nothing for axe to find, nothing wider than the screen.</summary>
[Collection(LooksCollection.Name)]
public class WorkspacesLookTests(BrowserFixture browser)
{
    private const string OpenMenu = "[role=menu]:popover-open";

    // Each theme and each width once with all dialogs: what axe finds in them depends on one of the two.
    public static TheoryData<string, int, bool> Screens => new()
    {
        { "light", 1440, true }, { "dark", 1440, false }, { "light", 390, false }, { "dark", 390, true },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public Task Page_AndEachDialog_IsSoundInEveryTheme(string theme, int width, bool hasDialogs)
    {
        var options = new BrowserNewContextOptions
        {
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = width > 1000 ? 900 : 844 },
        };
        return browser.RunAsync($"{nameof(Page_AndEachDialog_IsSoundInEveryTheme)}-{theme}-{width}", async profile =>
        {
            await using var scene = await WorkspaceScene.StartAsync();
            var page = await scene.OpenAsync(profile);
            await page.AssertSoundAsync($"{theme}-{width}-page");
            foreach (var (dialog, open) in hasDialogs ? Dialogs : [])
            {
                await open(page);
                await page.GetByRole(AriaRole.Dialog, new() { Name = dialog }).WaitForAsync();
                await page.AssertSoundAsync($"{theme}-{width}-{dialog}", PageExtensions.OpenDialog);
                await page.Keyboard.PressAsync("Escape");
                await page.GetByRole(AriaRole.Dialog, new() { Name = dialog }).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
            }

            await page.GetByRole(AriaRole.Button, new() { Name = "Actions for Claims Triage" }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).WaitForAsync();
            await page.AssertSoundAsync($"{theme}-{width}-menu", OpenMenu);
            profile.AssertNoComplaints();
        }, options);
    }

    private static IReadOnlyList<(string Name, Func<IPage, Task> Open)> Dialogs { get; } =
    [
        ("New workspace", page => page.GetByRole(AriaRole.Button, new() { Name = "New workspace" }).ClickAsync()),
        ("Manage Credits", async page =>
        {
            await page.ChooseActionAsync("Claims Triage", "Manage Credits");
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Credits" }).FillAsync("1250.5");
            await page.GetByRole(AriaRole.Button, new() { Name = "Transfer 1,250.50 cr" }).WaitForAsync();
        }),
        ("Rename Claims Triage", page => page.ChooseActionAsync("Claims Triage", "Rename")),
        ("Edit Claims Triage", page => page.ChooseActionAsync("Claims Triage", "Edit")),
        ("Rule of Claims Triage", page => page.ChooseActionAsync("Claims Triage", "Block or fall through")),
        ("Delete Claims Triage", page => page.ChooseActionAsync("Claims Triage", "Delete")),
        ("Add credits", page => page.ChooseActionAsync("Primary Workspace", "Add credits")),
        ("Switch to Shared Pool",
            page => page.GetByRole(AriaRole.Combobox, new() { Name = "Credit mode" }).SelectOptionAsync("Shared Pool")),
        ("Reclaim from 2 workspaces", async page =>
        {
            await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Claims Triage" }).CheckAsync();
            await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Code Review" }).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Reclaim…" }).ClickAsync();
        }),
    ];
}

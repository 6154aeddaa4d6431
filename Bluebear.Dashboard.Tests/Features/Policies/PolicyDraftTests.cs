using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Policies.Yaml;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies;

/// <summary>What was typed and chosen and is not saved yet: it is neither cut off, nor lost, nor put over what others did.</summary>
public sealed class PolicyDraftTests : ComponentContext
{
    private FeatureStage _stage = null!;

    public override async Task InitializeAsync()
    {
        var clock = new ManualClock(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        _stage = await FeatureStage.CreateAsync(clock);
        _stage.AddTo(Services, clock);
        Services.AddSingleton(new AuditLog(clock)).AddPolicies();
    }

    private protected override Task TearDownAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task WhoPays_AskedWithoutAnAmount_SaysThatOneIsNeeded()
    {
        var page = Render<PoliciesPage>();
        await page.Find("form[aria-label='Who pays?']").SubmitAsync();

        Assert.Contains("Enter what the request would cost, or its model.", page.Markup, StringComparison.Ordinal);
        await page.Find("input[inputmode=decimal]").InputAsync(new ChangeEventArgs { Value = "5" });
        Assert.DoesNotContain("Enter what the request would cost, or its model.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_EditedAndCancelled_TakeAndGiveBackTheFocus()
    {
        var page = Render<PoliciesPage>();
        await Button(page, "Edit rules").ClickAsync();
        Assert.Equal(page.Find("form[aria-label=Rules]").Id, Focused());

        await Button(page, "Cancel").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal(Button(page, "Edit rules").Id, Focused()));
    }

    [Fact]
    public async Task Rules_PageLearnsOfOthersWhileEditing_TheDraftIsStillRefused()
    {
        var editor = Render<PolicyEditor>(parameters => Begin(parameters, SpendPolicies.Default));
        await Services.GetRequiredService<ChangePolicies>().RunAsync(new() { PersonalUse = false }, "By somebody else");
        editor.Render(parameters => Begin(parameters, SpendPolicies.Default with { PersonalUse = false }));

        await editor.FindAll(".bb-switches input")[1].ChangeAsync(new ChangeEventArgs { Value = true });

        editor.WaitForAssertion(() => Assert.Contains("Another person changed the rules meanwhile", editor.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Yaml_LongerThanTheBoxTakes_IsRefusedAndNotCutOff()
    {
        Render<ImportPoliciesDialog>();
        var longest = int.Parse(Dialogs.Find("textarea").GetAttribute("maxlength")!, System.Globalization.CultureInfo.InvariantCulture);
        var text = "consumer_groups: []" + new string('\n', longest - "consumer_groups: []".Length);

        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = text });

        Assert.Contains("Save it as a file and choose the file.", Dialogs.Markup, StringComparison.Ordinal);
        Assert.True(Button(Dialogs, "Import").HasAttribute("disabled"));
    }

    private static void Begin(ComponentParameterCollectionBuilder<PolicyEditor> parameters, SpendPolicies rules) =>
        parameters.Add(editor => editor.Rules, rules).Add(editor => editor.Kinds, ["workspace", "tenant"]);

    private static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> page, string text)
        where T : IComponent => page.FindAll("button").First(button => button.TextContent.Trim() == text);

    private string? Focused() => OwnCalls.Last(call => call.Identifier == "bluebear.focusFirst").Arguments[0] as string;
}

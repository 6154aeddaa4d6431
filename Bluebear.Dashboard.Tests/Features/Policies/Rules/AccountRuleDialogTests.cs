using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Tests.Data;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies.Rules;

/// <summary>An account's own rule, set where the account is.</summary>
public sealed class AccountRuleDialogTests : FeatureComponents
{
    private readonly List<string> _told = [];
    private AccountId _atlas;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas", 40);
        Services.AddSingleton(new AuditLog(Clock)).AddPolicies();
    }

    [Theory]
    [InlineData(null, "route", "block", "Atlas: blocks when it cannot pay.", OnExhausted.Block)]
    [InlineData(OnExhausted.Block, "block", "fall_through", "Atlas: falls through when it cannot pay.", OnExhausted.FallThrough)]
    [InlineData(OnExhausted.FallThrough, "fall_through", "route", "Atlas follows the routes.", null)]
    public async Task Rule_AnotherOneWithAReason_IsSetAndOnTheRecord(OnExhausted? now, string shown, string chosen, string told, OnExhausted? expected)
    {
        if (now is not null)
        {
            await Stage.Database.PostAsync(new ChangeAccount(_atlas, OnExhausted: now));
        }

        var dialog = RenderDialog(now);
        Assert.Equal(shown, Dialogs.Find("select").GetAttribute("value"));
        await Dialogs.Find("input").InputAsync(new ChangeEventArgs { Value = "On call" });
        Assert.True(Dialogs.Find("button[type=submit]").HasAttribute("disabled"));
        await Dialogs.Find("select").ChangeAsync(new ChangeEventArgs { Value = chosen });
        await Dialogs.Find("form").SubmitAsync();

        dialog.WaitForAssertion(() => Assert.Equal([told], _told));
        await using var context = Stage.Database.Contexts.CreateDbContext();
        context.Tenant = TestDatabase.Tenant;
        Assert.Equal(expected, (await context.Accounts.SingleAsync(row => row.Id == _atlas.Value)).OnExhausted);
        var record = await context.AuditEvents.Where(row => row.Action == ChangeAccount.RuleChanged).OrderBy(row => row.Id).LastAsync();
        Assert.Equal(("On call", "Atlas"), (record.Reason, record.Subject));
    }

    [Fact]
    public async Task Rule_WithoutAReason_CannotBeSaved()
    {
        var dialog = RenderDialog(null);
        await Dialogs.Find("select").ChangeAsync(new ChangeEventArgs { Value = "block" });

        Assert.True(Dialogs.Find("button[type=submit]").HasAttribute("disabled"));
    }

    private IRenderedComponent<AccountRuleDialog> RenderDialog(OnExhausted? rule) => Render<AccountRuleDialog>(parameters => parameters
        .Add(dialog => dialog.Id, _atlas).Add(dialog => dialog.Name, "Atlas").Add(dialog => dialog.Rule, rule)
        .Add(dialog => dialog.OnClose, () => { }).Add(dialog => dialog.OnDone, _told.Add));
}

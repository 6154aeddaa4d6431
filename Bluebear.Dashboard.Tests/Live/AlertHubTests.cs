using System.Text.Json;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>Alerts as clients of the hub hear them.</summary>
public sealed class AlertHubTests : HubScene
{
    [Fact]
    public async Task Hub_Alerts_ReachWhoSeesTheWalletOnceEach_A11()
    {
        await Company.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        await using var lead = await HubClient.ConnectAsync(App, await Company.SignInAsync("l@northwind.example", Role.TeamLead, Company.Borealis));
        await using var admin = await HubClient.ConnectAsync(App, await Company.SignInAsync("o@northwind.example", Role.Operator));
        foreach (var account in (AccountId[])[Company.Atlas, Company.Borealis])
        {
            await Company.PostAsync(new MoveCredits(Company.Primary, account, Ten));
            await Company.PostAsync(new ChargeUsage(Ten, new UsageFacts { Workspace = account }, TimeProvider.System.GetUtcNow()));
        }

        await Wait.UntilAsync(() => admin.Heard("AlertRaised").Count == 2 && lead.Heard("AlertRaised").Count == 1);
        await Company.PostAsync(new MoveCredits(Company.Primary, Company.Borealis, Ten));
        await Wait.UntilAsync(() => admin.Heard("AlertResolved").Count == 1 && lead.Heard("AlertResolved").Count == 1);

        var (raised, resolved) = (Assert.Single(lead.Heard("AlertRaised")), Assert.Single(lead.Heard("AlertResolved")));
        Assert.Equal(("exhausted", "critical", "open", Id(Company.Borealis)), (Text(raised, "kind"), Text(raised, "severity"), Text(raised, "state"), Text(raised, "wallet_id")));
        Assert.Equal((Text(raised, "id"), "resolved"), (Text(resolved, "id"), Text(resolved, "state")));
        Assert.Equal("0", raised.GetProperty("facts").GetProperty("posted").GetString());
        Assert.True(resolved.GetProperty("sequence").GetInt64() > raised.GetProperty("sequence").GetInt64());
    }

    private static string? Text(JsonElement message, string name) => message.GetProperty(name).GetString();
}

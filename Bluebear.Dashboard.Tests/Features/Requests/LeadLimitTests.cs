using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Requests;

/// <summary>A key that may only read and spend, like a lead, lifts no limit of its own.</summary>
public sealed class LeadLimitTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("PATCH", "/v1/wallets/atlas", """{"on_exhausted": "fall_through"}""")]
    [InlineData("PUT", "/v1/policies", """{"split": true}""")]
    [InlineData("PUT", "/v1/request-rules", """{"transfer_limit": null}""")]
    [InlineData("POST", "/v1/budgets", """{"wallet": "atlas", "kind": "monthly", "amount": "5"}""")]
    [InlineData("POST", "/v1/wallets/allocate", """{"to": "atlas", "amount": "5"}""")]
    [InlineData("POST", "/v1/purchases", """{"amount": "5", "reference": "x"}""")]
    public async Task Limits_ByAKeyThatReadsAndSpends_Are403Each_R3(string method, string path, string body)
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var admin = await stage.ClientAsync();
        await admin.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Atlas", "ref": "atlas"}""");
        var lead = await stage.ClientAsync(null, ApiScopes.WalletsRead, ApiScopes.SpendWrite);

        var answer = await lead.SendAsync(new(method), path, body);

        Assert.Equal((403, "forbidden"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(Permission.PlanBudgets)]
    [InlineData(Permission.ManageWorkspaces)]
    [InlineData(Permission.ManagePolicies)]
    [InlineData(Permission.MoveCredits)]
    [InlineData(Permission.AnswerRequests)]
    public void Lead_ThePerson_HasNoSuchRight_R3(Permission permission) => Assert.False(Permissions.Can(Role.TeamLead, permission));
}

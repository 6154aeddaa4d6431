using System.Reflection;
using Bluebear.Dashboard.Features.History.Reversing;
using Bluebear.Dashboard.Features.Policies.Groups;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Policies.Yaml;
using Bluebear.Dashboard.Features.Purchases;
using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>Every refusal of a known caller is on the record, whichever service refuses.</summary>
public sealed class RefusalRecordTests(ApiApp app) : IClassFixture<ApiApp>
{
    private readonly List<string> _notes = [];

    [Fact]
    public void Refusal_OfAKnownCaller_CannotBeMadeWithoutARecord_H10()
    {
        Assert.All(typeof(AccessRefusedException).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            static constructor => Assert.True(constructor.IsPrivate));
        Assert.All(typeof(AccessRefusedException).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(static method => method.ReturnType == typeof(AccessRefusedException) && !method.IsPrivate && method.Name != nameof(AccessRefusedException.SignedOut)),
            static method => Assert.Equal(typeof(Caller), method.GetParameters()[0].ParameterType));
    }

    [Theory]
    [InlineData("routes")]
    [InlineData("policies")]
    [InlineData("groups")]
    [InlineData("yaml")]
    [InlineData("purchases")]
    [InlineData("team for a group")]
    [InlineData("workspace")]
    [InlineData("undo a purchase")]
    [InlineData("reverse a purchase")]
    public async Task Refused_ByAnyService_IsOnTheRecordOnce_H10(string what)
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var api = await stage.ClientAsync();
        var bought = await api.PostAsync("/v1/purchases", """{"amount":"10","reference":"INV-1"}""");
        Assert.True(PublicId.TryParse(PublicId.Transfer, bought["transfer_id"], out var purchase));
        var lead = CallerOf(stage.Northwind, Role.TeamLead);
        var worker = CallerOf(stage.Northwind, Role.Operator);

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => what switch
        {
            "routes" => Make<ReadPoliciesPage>(lead).RunAsync(),
            "policies" => Make<ShowPolicies>(lead).RunAsync(),
            "groups" => Make<ListConsumerGroups>(lead).RunAsync(),
            "yaml" => Make<ImportPolicies>(lead).ExportAsync(),
            "purchases" => Make<ReadPurchases>(lead).ListAsync(null, 1),
            "team for a group" => Make<OpenTeamForGroup>(worker).RunAsync("group", OperationKey.New()),
            "workspace" => Make<CreateWorkspace>(lead).CreateAsync(new("Atlas", null, [], null), OperationKey.New()),
            "undo a purchase" => Make<UndoTransfer>(worker).UndoAsync([new(purchase)]),
            _ => Make<ReverseRecordedTransfer>(worker).RunAsync(new(purchase), "a mistake", OperationKey.New()),
        });

        Assert.Equal(AccessRefusal.Forbidden, refused.Refusal);
        Assert.Single(_notes);
    }

    private Caller CallerOf(TenantId tenant, Role role) => TestCallers.Of(role) with { Tenant = tenant, NoteRefusal = _notes.Add };

    private T Make<T>(Caller caller) =>
        ActivatorUtilities.CreateInstance<T>(app.App.Services.CreateScope().ServiceProvider, new FixedCaller(caller));
}

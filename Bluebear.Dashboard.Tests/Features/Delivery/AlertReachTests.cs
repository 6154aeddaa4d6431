using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Data;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>Whether alerts reach somebody outside the dashboard, which Settings and the Overview say.</summary>
public sealed class AlertReachTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task Reach_AsShippedWithEMail_IsTheAdmins_A15()
    {
        await AddAsync(1, Role.FinanceAdmin);

        Assert.Null(await ProblemAsync(Reach.ByMail));
        Assert.Equal("Email is not set up, and no webhook asks for alerts.", await ProblemAsync(Reach.Unset));
    }

    [Fact]
    public async Task Reach_OfPeopleWhoSwitchedMailOff_IsNobody_A15()
    {
        await AddAsync(1, Role.FinanceAdmin, MailedAlerts.None);
        await AddAsync(2, Role.Auditor);
        await AddAsync(3, Role.TeamLead, MailedAlerts.All);

        Assert.StartsWith("Nobody who sees the whole company", await ProblemAsync(Reach.ByMail), StringComparison.Ordinal);
        await AddAsync(4, Role.Auditor, MailedAlerts.Critical);
        Assert.Null(await ProblemAsync(Reach.ByMail));
    }

    [Theory]
    [InlineData("alert.raised", EndpointState.On, true)]
    [InlineData("mode.changed,alert.raised,request.filed", EndpointState.On, true)]
    [InlineData("alert.resolved", EndpointState.On, false)]
    [InlineData("alert.raised", EndpointState.Off, false)]
    [InlineData("alert.raised", EndpointState.Deleted, false)]
    public async Task Reach_OfAWebhook_IsOneThatIsOnAndAsksForAlerts_A15(string events, EndpointState state, bool reaches)
    {
        await WriteAsync(context => context.WebhookEndpoints.Add(new()
        {
            Id = TenantScopedId.Compose(TestDatabase.Tenant, 1),
            TenantId = 1,
            Url = "https://hooks.example/x",
            Events = events,
            Format = WebhookFormat.Json,
            State = state,
            OffReason = state == EndpointState.Off ? "gone" : null,
            Secret = "x",
            CreatedBy = "ada",
        }));

        Assert.Equal(reaches, await ProblemAsync(Reach.Unset) is null);
    }

    private Task AddAsync(long id, Role role, MailedAlerts? alerts = null) => WriteAsync(context =>
    {
        var email = $"p{id}@northwind.example";
        context.Users.Add(new() { Id = id, TenantId = 1, Email = email, UserName = email, NormalizedEmail = email.ToUpperInvariant(), Role = role });
        if (alerts is { } chosen)
        {
            context.NotificationSettings.Add(new() { PersonId = id, TenantId = 1, MutedKinds = "", Alerts = chosen });
        }
    });

    private Task WriteAsync(Action<BluebearDbContext> change) => _database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
    {
        change(context);
        return Task.CompletedTask;
    });

    private async Task<string?> ProblemAsync(AlertReach reach)
    {
        await using var context = _database.Contexts.ForTenant(TestDatabase.Tenant);
        return await reach.ProblemAsync(context, TestDatabase.Tenant, default);
    }
}

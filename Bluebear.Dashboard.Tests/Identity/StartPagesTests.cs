using System.Net;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>Where people start, and that the address of an account that is not theirs is not found.</summary>
public sealed class StartPagesTests : IAsyncLifetime
{
    private const string Lead = "lead@northwind.example";
    private PeopleApp _app = null!;
    private TenantId _tenant;

    private AccountId Primary => new(TenantScopedId.Compose(_tenant, 1));

    public async Task InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        _tenant = await _app.AddTenantAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData(Role.TeamLead, true, "", true)]
    [InlineData(Role.TeamLead, true, "?returnUrl=%2F", true)]
    [InlineData(Role.TeamLead, true, "?returnUrl=%2Fusage", false)]
    [InlineData(Role.TeamLead, false, "", false)]
    [InlineData(Role.Operator, false, "", false)]
    public async Task Login_OfALeadOfOneAccount_LeadsToItsPage(Role role, bool leads, string query, bool isItsPage)
    {
        await AddAsync(role, leads);
        using var browser = _app.Open();

        using var answer = await PeopleApp.PostLoginAsync(browser, Lead, PeopleApp.Password, query);

        Assert.Equal(
            isItsPage ? DashboardUrls.Account(Primary) : query.Contains("usage", StringComparison.Ordinal) ? DashboardUrls.Usage : DashboardUrls.Overview,
            new Uri(browser.BaseAddress!, answer.Headers.Location!).PathAndQuery);
    }

    [Fact]
    public async Task AccountPage_OfTheirOwn_IsThere_AndOfOthersOrNonsenseIsNotFound()
    {
        await AddAsync(Role.TeamLead, leads: true);
        using var browser = await _app.SignInAsync(Lead);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, DashboardUrls.Account(Primary)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, DashboardUrls.Account(new(TenantScopedId.Compose(_tenant, 2)))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, DashboardUrls.Account(new(TenantScopedId.Compose(new(_tenant.Value + 1), 1)))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, DashboardUrls.Accounts + "/nonsense"));
    }

    private Task<AddedPerson> AddAsync(Role role, bool leads) => _app.Services.GetRequiredService<AddPerson>()
        .AddAsync(_tenant, new NewPerson(Lead, role, PeopleApp.Password, leads ? [Primary] : []), AuditActor.CommandLine);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}

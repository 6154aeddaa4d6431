using System.Net;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public sealed class SetUpTests : IAsyncLifetime
{
    private PeopleApp _app = null!;

    private SetUpInstallation Installation => _app.Services.GetRequiredService<SetUpInstallation>();

    public async Task InitializeAsync() => _app = await PeopleApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task SetUp_ByTheLink_CreatesTenantAndAdminOnceAndSignsIn()
    {
        var link = (await Installation.CreateLinkAsync())!;
        using var browser = _app.Open();
        using var answer = await PostAsync(browser, link, "Europe/Berlin", PeopleApp.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        await using var context = await _app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().CreateDbContextAsync();
        var admin = await context.Users.SingleAsync();
        Assert.Equal(Role.FinanceAdmin, admin.Role);
        context.Tenant = new(admin.TenantId);
        Assert.Equal("Primary Workspace", (await context.Accounts.SingleAsync()).Name);
        Assert.Equal(2, await context.AuditEvents.CountAsync());

        using var own = await browser.GetAsync(new Uri(DashboardUrls.Password, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Null(await Installation.CreateLinkAsync());
        using var other = _app.Open();
        Assert.Contains("no longer valid", await other.GetStringAsync(new Uri(link, UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mars/Olympus", PeopleApp.Password)]
    [InlineData("Europe/Berlin", "password1")]
    public async Task SetUp_BadInput_SaysSoAndLeavesTheLinkGood(string zone, string password)
    {
        var link = (await Installation.CreateLinkAsync())!;
        using var browser = _app.Open();
        using var refused = await PostAsync(browser, link, zone, password);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("role=\"alert\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var accepted = await PostAsync(browser, link, "UTC", PeopleApp.Password);
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/setup?token=guess")]
    public async Task SetUp_WithoutTheSecret_OffersNoForm(string path)
    {
        await Installation.CreateLinkAsync();
        using var browser = _app.Open();
        Assert.DoesNotContain("<form method=\"post\" ", (await browser.GetStringAsync(new Uri(path, UriKind.Relative))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditEvents_UpdateOrDelete_IsRefusedByTheDatabase()
    {
        await _app.AddTenantAsync();
        foreach (var sql in (string[])
        [
            "UPDATE audit_events SET actor = 'x'", "UPDATE audit_events SET hash = zeroblob(32)",
            "UPDATE audit_events SET salt = NULL, number = number + 1", "DELETE FROM audit_events",
        ])
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => _app.Services.GetRequiredService<DatabaseWrites>()
                .WriteAsync(null, context => context.Database.ExecuteSqlRawAsync(sql)));
            Assert.Contains("written once", refused.ToString(), StringComparison.Ordinal);
        }
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string link, string zone, string password) =>
        PeopleApp.PostAsync(browser, link, ("Input.Company", "Northwind"), ("Input.TimeZone", zone),
            ("Input.Email", "ada@northwind.example"), ("Input.Password", password));
}

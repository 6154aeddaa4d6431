using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Transfers;

/// <summary><c>/api/wallets/allocate</c> and <c>/api/wallets/reclaim</c>: for pages of the same origin, by cookie and token.</summary>
public sealed class PageTransfersTests : IAsyncLifetime
{
    private PeopleApp _app = null!;
    private TenantId _tenant;
    private string _atlas = "";

    public async Task InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        _tenant = await _app.AddTenantAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            await _app.AddPersonAsync(_tenant, EmailOf(role), role);
        }

        await PostAsync(new RecordPurchase(Credits.FromCredits(100), "INV-1"));
        await PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        _atlas = PublicId.Format(PublicId.Account, (await PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas"))).Account!.Value.Value);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData(Role.FinanceAdmin, 201)]
    [InlineData(Role.Operator, 201)]
    [InlineData(Role.TeamLead, 404)]
    [InlineData(Role.Auditor, 403)]
    public async Task Allocate_ByRole_IsAnsweredAsTheMatrixSays(Role role, int status)
    {
        using var browser = await _app.SignInAsync(EmailOf(role));

        var (code, answer) = await SendAsync(browser, DashboardUrls.AllocateFromPage, new { to = _atlas, amount = "10" }, await PeopleApp.TokenAsync(browser));

        Assert.True((int)code == status, $"{code} {answer}");
        Assert.Equal(status == 201 ? 10 : 0, await AvailableAsync());
    }

    [Fact]
    public async Task Reclaim_Everything_ReturnsToThePool()
    {
        using var browser = await _app.SignInAsync(EmailOf(Role.Operator));
        var token = await PeopleApp.TokenAsync(browser);
        await SendAsync(browser, DashboardUrls.AllocateFromPage, new { to = _atlas, amount = "10" }, token);

        var (code, answer) = await SendAsync(browser, DashboardUrls.ReclaimFromPage, new { from = _atlas, amount = "all" }, token);

        Assert.Equal(HttpStatusCode.Created, code);
        Assert.Equal("10", answer.GetProperty("transfer").GetProperty("amount").GetString());
        Assert.Equal("100", answer.GetProperty("to").GetProperty("available").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task Allocate_WithoutAGoodToken_Is400AndMovesNothing(string? token)
    {
        using var browser = await _app.SignInAsync(EmailOf(Role.Operator));

        var (code, answer) = await SendAsync(browser, DashboardUrls.AllocateFromPage, new { to = _atlas, amount = "10" }, token);

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal("invalid_request", answer.GetProperty("code").GetString());
        Assert.Equal(0, await AvailableAsync());
    }

    [Fact]
    public async Task Allocate_WithSomebodyElsesToken_Is400()
    {
        using var browser = await _app.SignInAsync(EmailOf(Role.Operator));
        using var other = await _app.SignInAsync(EmailOf(Role.FinanceAdmin));

        var (code, _) = await SendAsync(browser, DashboardUrls.AllocateFromPage, new { to = _atlas, amount = "10" }, await PeopleApp.TokenAsync(other));

        Assert.Equal(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Allocate_SignedOut_Is401()
    {
        using var browser = _app.Open();

        var (code, answer) = await SendAsync(browser, DashboardUrls.AllocateFromPage, new { to = _atlas, amount = "10" }, null);

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (code, answer.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Allocate_FromAnotherOrigin_IsRefused()
    {
        using var browser = await _app.SignInAsync(EmailOf(Role.Operator));
        var token = await PeopleApp.TokenAsync(browser);
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        var (code, _) = await SendAsync(browser, DashboardUrls.AllocateFromPage, new { to = _atlas, amount = "10" }, token);

        Assert.Equal(HttpStatusCode.Forbidden, code);
        Assert.Equal(0, await AvailableAsync());
    }

    [Fact]
    public async Task Allocate_AnotherCompanysWallet_Is404()
    {
        var other = await _app.AddTenantAsync("Contoso");
        await _app.AddPersonAsync(other, "o@contoso.example", Role.Operator);
        using var browser = await _app.SignInAsync("o@contoso.example");

        var (code, answer) = await SendAsync(browser, DashboardUrls.AllocateFromPage, new { to = _atlas, amount = "1" }, await PeopleApp.TokenAsync(browser));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (code, answer.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Allocate_ToWhatIsNotLed_IsOnTheRecord()
    {
        var lead = EmailOf(Role.TeamLead);
        using var browser = await _app.SignInAsync(lead);

        await SendAsync(browser, DashboardUrls.AllocateFromPage, new { to = _atlas, amount = "1" }, await PeopleApp.TokenAsync(browser));

        await Wait.UntilAsync(async () =>
        {
            await using var db = _app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().ForTenant(_tenant);
            return await db.AuditEvents.AnyAsync(row => row.Action == AuditActions.AccessRefused
                && row.Actor == lead && row.Subject == "an account out of sight");
        });
    }

    private static string EmailOf(Role role) => $"{role}@northwind.example".ToLowerInvariant();

    private static async Task<(HttpStatusCode Code, JsonElement Answer)> SendAsync(HttpClient browser, string path, object body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (token is not null)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }

        using var answer = await browser.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement);
    }

    private async Task<Receipt> PostAsync(Movement movement)
    {
        var result = await _app.Services.GetRequiredService<CreditLedger>()
            .PostAsync(new() { Tenant = _tenant, Movement = movement, Actor = "setup", Key = OperationKey.New() });
        return result.ReceiptOrNull ?? throw new InvalidOperationException($"{result}");
    }

    private async Task<decimal> AvailableAsync()
    {
        await using var db = _app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().ForTenant(_tenant);
        return Credits.FromMicroCredits((await db.Accounts.SingleAsync(row => row.Name == "Atlas")).AvailableMicroCredits).ToDecimal();
    }
}

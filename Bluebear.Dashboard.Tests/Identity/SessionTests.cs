using System.Net;
using System.Security.Claims;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>A session that ended stays ended: for copies of its cookie, for pages that are open, and after a restart.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string Ada = "ada@northwind.example";
    private RunningApp _running = null!;
    private PeopleApp _app = null!;
    private TenantId _tenant;
    private Person _ada = null!;

    public async Task InitializeAsync()
    {
        _running = await RunningApp.StartAsync();
        _app = new(_running);
        _tenant = await _app.AddTenantAsync();
        _ada = await _app.AddPersonAsync(_tenant, Ada, Role.FinanceAdmin);
    }

    public async Task DisposeAsync() => await _running.DisposeAsync();

    [Fact]
    public async Task SignOut_CopyOfTheCookieAfterARestart_IsWorthNothing_X5()
    {
        using var browser = _app.Open();
        var cookie = await SignInAsync(browser);
        await PostAsync(browser, DashboardUrls.Logout);

        await RestartAsync();

        Assert.False(await IsSignedInAsync(cookie));
    }

    [Fact]
    public async Task Session_ThatDidNotEnd_OutlivesARestart_X5()
    {
        using var browser = _app.Open();
        var cookie = await SignInAsync(browser);

        await RestartAsync();

        Assert.True(await IsSignedInAsync(cookie));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignOutEverywhere_EndsEverySessionAtOnceAndForGood_X5(bool byAdmin)
    {
        using var here = _app.Open();
        using var there = _app.Open();
        string[] cookies = [await SignInAsync(here), await SignInAsync(there)];
        var page = PrincipalOf(cookies[1]);
        Assert.NotNull(await FindAsync(page));

        if (byAdmin)
        {
            await using var scope = ScopeOf(PrincipalOf(cookies[0]));
            Assert.Null((await scope.ServiceProvider.GetRequiredService<ChangePeople>().SignOutEverywhereAsync(new(_ada.Id))).Problem);
        }
        else
        {
            await PostAsync(here, "/account/logout/everywhere");
        }

        Assert.Null(await FindAsync(page));
        await RestartAsync();
        Assert.All(cookies, cookie => Assert.False(IsSignedInAsync(cookie).GetAwaiter().GetResult()));
        using var again = await _app.SignInAsync(Ada);
        Assert.True(await IsSignedInAsync(again));
    }

    [Fact]
    public async Task Disabled_AndEnabledAgain_HasToSignInAgain_X5()
    {
        var otto = await _app.AddPersonAsync(_tenant, "otto@northwind.example", Role.Operator);
        using var browser = _app.Open();
        var cookie = await SignInAsync(browser, otto.Email!);
        using var admin = _app.Open();
        await using var scope = ScopeOf(PrincipalOf(await SignInAsync(admin)));
        var people = scope.ServiceProvider.GetRequiredService<ChangePeople>();

        Assert.Null((await people.DisableAsync(new(otto.Id))).Problem);
        Assert.False(await IsSignedInAsync(cookie));
        Assert.Null((await people.EnableAsync(new(otto.Id))).Problem);

        Assert.False(await IsSignedInAsync(cookie));
    }

    [Fact]
    public async Task SignOut_OnePageOfMany_LosesPowerWithTheNextAction_X5()
    {
        using var browser = _app.Open();
        var page = PrincipalOf(await SignInAsync(browser));
        using var other = _app.Open();
        var stays = PrincipalOf(await SignInAsync(other));
        Assert.NotNull(await FindAsync(page));

        await PostAsync(browser, DashboardUrls.Logout);

        Assert.Null(await FindAsync(page));
        Assert.NotNull(await FindAsync(stays));
    }

    private static async Task<string> SignInAsync(HttpClient browser, string email = Ada)
    {
        using var answer = await PeopleApp.PostLoginAsync(browser, email, PeopleApp.Password);
        return answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("bluebear=", StringComparison.Ordinal)).Split(';')[0];
    }

    private static async Task PostAsync(HttpClient browser, string path)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await PeopleApp.TokenAsync(browser))]);
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task RestartAsync()
    {
        await _running.StopAsync();
        await _running.StartAgainAsync();
    }

    private async Task<bool> IsSignedInAsync(string cookie)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var thief = new HttpClient(handler) { BaseAddress = new(_running.Url) };
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        return await IsSignedInAsync(thief);
    }

    private static async Task<bool> IsSignedInAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync(new Uri(DashboardUrls.Password, UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    // What an open page keeps of the session that it was opened in.
    private ClaimsPrincipal PrincipalOf(string cookie) => _running.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
        .Get("Identity.Application").TicketDataFormat.Unprotect(cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..])!.Principal;

    private AsyncServiceScope ScopeOf(ClaimsPrincipal user)
    {
        var scope = _running.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerPrincipal>().ActFor(user);
        return scope;
    }

    private async Task<Caller?> FindAsync(ClaimsPrincipal user)
    {
        await using var scope = ScopeOf(user);
        return await scope.ServiceProvider.GetRequiredService<ICurrentCaller>().FindAsync();
    }
}

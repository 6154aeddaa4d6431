using System.Net;
using Bluebear.Dashboard.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Ada = "ada@northwind.example";
    private PeopleApp _app = null!;
    private Person _ada = null!;

    public async Task InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        _ada = await _app.AddPersonAsync(await _app.AddTenantAsync(), Ada, Role.FinanceAdmin);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("", "/")]
    [InlineData("?returnUrl=%2Fledger%3Ftype%3Dallocation%26account%3Dx", "/ledger?type=allocation&account=x")]
    [InlineData("?returnUrl=https%3A%2F%2Fevil.example%2F", "/")]
    [InlineData("?returnUrl=%2F%2Fevil.example", "/")]
    public async Task Login_RightPassword_LeadsToTheLocalPageAskedFor(string query, string expected)
    {
        using var browser = _app.Open();
        using var answer = await PeopleApp.PostLoginAsync(browser, " Ada@Northwind.example ", PeopleApp.Password, query);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, new Uri(browser.BaseAddress!, answer.Headers.Location!).PathAndQuery);
        Assert.Equal(browser.BaseAddress!.Host, new Uri(browser.BaseAddress, answer.Headers.Location!).Host);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("bluebear=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/settings/people?open=1")]
    [InlineData("/account/password")]
    [InlineData("/nothing-here")]
    public async Task AnyPage_Anonymous_LeadsToTheSignInAndBack(string path)
    {
        using var browser = _app.Open();
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith($"/account/login?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/wallets")]
    [InlineData("/hubs/ledger/negotiate")]
    [InlineData("/_blazor/negotiate")]
    public async Task AnythingForPrograms_Anonymous_Is401(string path)
    {
        using var browser = _app.Open();
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Login_UnknownWrongDisabledOrLocked_IsAnsweredAlike()
    {
        var tenant = await _app.AddTenantAsync("Contoso");
        var gone = await _app.AddPersonAsync(tenant, "gone@contoso.example", Role.Operator);
        await _app.ChangeAsync(gone, person => person.IsDisabled = true);
        var locked = await _app.AddPersonAsync(tenant, "locked@contoso.example", Role.Operator);
        await _app.ChangeAsync(locked, person => person.LockoutEnd = DateTimeOffset.MaxValue);
        var unknown = await FailAsync("nobody@northwind.example", PeopleApp.Password);
        Assert.Contains("role=\"alert\"", unknown, StringComparison.Ordinal);
        Assert.Equal(unknown, await FailAsync(Ada, "not the password"));
        Assert.Equal(unknown, await FailAsync("gone@contoso.example", PeopleApp.Password));
        Assert.Equal(unknown, await FailAsync("locked@contoso.example", PeopleApp.Password));
    }

    [Fact]
    public async Task Login_FiveFailures_LockStrangersOutButNotABrowserThatKnowsThePerson()
    {
        using var known = await _app.SignInAsync(Ada);
        await SignOutAsync(known);
        using var stranger = _app.Open();
        for (var i = 0; i < 5; i++)
        {
            using var failed = await PeopleApp.PostLoginAsync(stranger, Ada, $"guess number {i}");
            Assert.Equal(HttpStatusCode.OK, failed.StatusCode);
        }

        using var right = await PeopleApp.PostLoginAsync(stranger, Ada, PeopleApp.Password);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        using var admin = await PeopleApp.PostLoginAsync(known, Ada, PeopleApp.Password);
        Assert.Equal(HttpStatusCode.Redirect, admin.StatusCode);
    }

    [Fact]
    public async Task Login_WithoutAntiforgeryToken_Is400()
    {
        using var browser = _app.Open();
        using var form = new FormUrlEncodedContent([new("_handler", "login"), new("Input.Email", Ada), new("Input.Password", PeopleApp.Password)]);
        using var answer = await browser.PostAsync(new Uri(DashboardUrls.Login, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Logout_WithoutAntiforgeryToken_Is400AndKeepsTheSession()
    {
        using var browser = await _app.SignInAsync(Ada);
        using var answer = await browser.PostAsync(new Uri(DashboardUrls.Logout, UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task Logout_CopyOfTheCookie_IsWorthNothing()
    {
        using var browser = _app.Open();
        using var login = await PeopleApp.PostLoginAsync(browser, Ada, PeopleApp.Password);
        var cookie = login.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("bluebear=", StringComparison.Ordinal)).Split(';')[0];
        await SignOutAsync(browser);
        Assert.False(await IsSignedInAsync(browser));
        using var thief = _app.Open();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.False(await IsSignedInAsync(thief));
    }

    [Fact]
    public async Task Session_OfAPersonDisabledSince_EndsWithTheNextRequest()
    {
        using var browser = await _app.SignInAsync(Ada);
        Assert.True(await IsSignedInAsync(browser));
        await _app.ChangeAsync(_ada, person => person.IsDisabled = true);
        Assert.False(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task ChangePassword_Other_EndsOtherSessionsAndKeepsThisOne()
    {
        using var here = await _app.SignInAsync(Ada);
        using var there = await _app.SignInAsync(Ada);
        using var answer = await PeopleApp.PostAsync(here, DashboardUrls.Password,
            ("Input.Old", PeopleApp.Password), ("Input.New", "another private sentence"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await IsSignedInAsync(here));
        Assert.False(await IsSignedInAsync(there));
    }

    private static async Task<bool> IsSignedInAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync(new Uri(DashboardUrls.Password, UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task SignOutAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync(new Uri(DashboardUrls.Password, UriKind.Relative));
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await browser.PostAsync(new Uri(DashboardUrls.Logout, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    // What differs by chance or by what was typed is taken out: nonces, tokens, ids, the address itself.
    private async Task<string> FailAsync(string email, string password)
    {
        using var browser = _app.Open();
        using var answer = await PeopleApp.PostLoginAsync(browser, email, password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        var main = page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];
        return System.Text.RegularExpressions.Regex.Replace(main.Replace(email, "", StringComparison.Ordinal),
            "(value|id|for|aria-describedby|aria-controls)=\"[^\"]*\"", "");
    }
}

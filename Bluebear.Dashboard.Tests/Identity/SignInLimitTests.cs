using System.Net;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>What one address, or one person, can make the server do.</summary>
public sealed class SignInLimitTests : IAsyncLifetime
{
    private const string Ada = "ada@northwind.example";
    // One comes back every twenty seconds: longer than a test needs between two requests.
    private const int Limit = 3;
    private static readonly CountingHasher Hasher = new();
    private RunningApp _running = null!;
    private PeopleApp _app = null!;

    public async Task InitializeAsync()
    {
        _running = await RunningApp.StartAsync(
            ["--Proxies:Trusted=127.0.0.1,::1", $"--SignIn:FailuresPerAddressPerMinute={Limit}", "--SignIn:OpenPagesPerPerson=2"],
            static builder => builder.Services.AddSingleton<IPasswordHasher<Person>>(Hasher));
        _app = new(_running);
        await _app.AddPersonAsync(await _app.AddTenantAsync(), Ada, Role.FinanceAdmin);
    }

    public async Task DisposeAsync() => await _running.DisposeAsync();

    [Fact]
    public async Task Login_ManyWrongFromOneAddress_Is429WithRetryAfterAndAPlainPage_X7()
    {
        using var stranger = From("198.51.100.7");
        var (passed, refused) = await ExhaustAsync(stranger);

        Assert.InRange(passed, Limit, Limit * 3);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 1, 60);
        Assert.Contains("too many attempts", refused.Text, StringComparison.Ordinal);
        Assert.Equal(refused.Status, (await TryAsync(stranger, Ada, PeopleApp.Password)).Status);
    }

    [Fact]
    public async Task Login_FromAnotherAddressBehindTheProxy_IsNotRefusedWithTheFirst_X7()
    {
        using var stranger = From("198.51.100.8");
        await ExhaustAsync(stranger);

        using var other = From("198.51.100.9");
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(other, Ada, PeopleApp.Password)).Status);
    }

    [Fact]
    public async Task Login_OfABrowserThatKnowsThePerson_IsNotRefusedForStrangersAtItsAddress_X7()
    {
        const string Office = "198.51.100.10";
        using var known = From(Office);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(known, Ada, PeopleApp.Password)).Status);
        using var leave = new FormUrlEncodedContent([new("__RequestVerificationToken", await PeopleApp.TokenAsync(known))]);
        using var left = await known.PostAsync(new Uri(DashboardUrls.Logout, UriKind.Relative), leave);
        using var stranger = From(Office);
        await ExhaustAsync(stranger, Ada);

        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(known, Ada, PeopleApp.Password)).Status);
    }

    [Fact]
    public async Task Login_RightPasswords_AreNeverTooMany_X7()
    {
        for (var i = 0; i < Limit * 2; i++)
        {
            using var browser = From("198.51.100.11");
            Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(browser, Ada, PeopleApp.Password)).Status);
        }
    }

    [Fact]
    public async Task Login_OfManyAddressesAtOnce_HashesOnHalfOfTheMachineAtMost_X7()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(async place =>
        {
            using var browser = From($"203.0.113.{place}");
            await TryAsync(browser, $"nobody{place}@northwind.example", "a guess");
        }));

        Assert.InRange(Hasher.MostAtOnce, 1, Math.Max(1, Environment.ProcessorCount / 2));
    }

    [Fact]
    public async Task AddressOfIPv6_Another64Bits_IsAnotherAddress_X7()
    {
        using var first = From("2001:db8:1:1::1");
        await ExhaustAsync(first);
        using var neighbour = From("2001:db8:1:1:ffff::2");
        using var other = From("2001:db8:1:2::1");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(neighbour, "x@y.example", "a guess")).Status);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(other, "x@y.example", "a guess")).Status);
    }

    // As a proxy that is trusted passes it on.
    private HttpClient From(string address)
    {
        var browser = _app.Open();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return browser;
    }

    // Fails until it is refused; answers how often it could, and the refusal.
    private static async Task<(int Passed, Answer Refused)> ExhaustAsync(HttpClient browser, string? email = null)
    {
        for (var passed = 0; ; passed++)
        {
            var answer = await TryAsync(browser, email ?? $"nobody{passed}@northwind.example", "a guess");
            if (answer.Status != HttpStatusCode.OK)
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
                return (passed, answer);
            }
        }
    }

    private static async Task<Answer> TryAsync(HttpClient browser, string email, string password)
    {
        using var answer = await PeopleApp.PostLoginAsync(browser, email, password);
        return new(answer.StatusCode, answer.Headers.RetryAfter?.Delta, await answer.Content.ReadAsStringAsync());
    }

    private sealed record Answer(HttpStatusCode Status, TimeSpan? RetryAfter, string Text);

    /// <summary>Identity's own, counting how often it is at work at the same time.</summary>
    private sealed class CountingHasher : PasswordHasher<Person>
    {
        private int _now;
        private int _most;

        public int MostAtOnce => _most;

        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            var now = Interlocked.Increment(ref _now);
            for (var most = _most; now > most && Interlocked.CompareExchange(ref _most, now, most) != most; most = _most)
            {
            }

            try
            {
                return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }
    }
}

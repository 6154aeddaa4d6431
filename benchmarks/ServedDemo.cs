using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Bluebear.Benchmarks;

/// <summary>A demo company served by the product in another process, and a finance admin of it who is signed in.</summary>
internal sealed partial class ServedDemo : IAsyncDisposable
{
    internal const string Password = "measured-by-nobody-else-1";

    private readonly string _data;
    private readonly Process _server;

    private ServedDemo(string data, Process server, HttpClient browser, CookieContainer cookies)
    {
        _data = data;
        _server = server;
        Browser = browser;
        Cookies = cookies;
    }

    /// <summary>Sends the cookies of the finance admin.</summary>
    public HttpClient Browser { get; }

    /// <summary>The cookies of <see cref="Browser"/>.</summary>
    public CookieContainer Cookies { get; }

    /// <summary>The file of its database.</summary>
    public string Database => Path.Combine(_data, "bench.db");

    /// <summary>Makes the company and serves it.</summary>
    /// <param name="product">The folder of the built product.</param>
    public static async Task<ServedDemo> StartAsync(string product)
    {
        var data = Directory.CreateTempSubdirectory("bluebear-demo-").FullName;
        var address = ProductProcess.FreeAddress();
        var server = ProductProcess.Start(data, address, product, "demo");
        var email = await FinanceAdminAsync(server);
        var cookies = new CookieContainer();
        var browser = new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        await ProductProcess.UntilReadyAsync(server, browser);
        await SignInAsync(browser, email);
        return new(data, server, browser, cookies);
    }

    /// <summary>The bytes on the managed heap after a forced collection.</summary>
    public async Task<long> HeapAsync()
    {
        await _server.StandardInput.WriteLineAsync();
        await _server.StandardInput.FlushAsync();
        while (await _server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(StartupHook.Answer, StringComparison.Ordinal))
            {
                return long.Parse(line.AsSpan(StartupHook.Answer.Length), CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException("The product ended.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await ProductProcess.EndAsync(_server, _data);
    }

    private static async Task<string> FinanceAdminAsync(Process server)
    {
        string? email = null;
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is [var who, "FinanceAdmin"])
            {
                email ??= who;
            }
            else if (line.StartsWith("Password:", StringComparison.Ordinal))
            {
                return email ?? throw new InvalidOperationException("The demo names no finance admin.");
            }
        }

        throw new InvalidOperationException("The demo ended.");
    }

    private static async Task SignInAsync(HttpClient browser, string email)
    {
        var login = new Uri("/account/login", UriKind.Relative);
        var fields = HiddenField().Matches(await browser.GetStringAsync(login))
            .Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));
        using var form = new FormUrlEncodedContent([.. fields, new("Input.Email", email), new("Input.Password", Password)]);
        using var answer = await browser.PostAsync(login, form);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"The sign-in answers {answer.StatusCode}.");
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}

using System.Net;
using System.Text.RegularExpressions;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Identity;

/// <summary>The running application with people, and browsers reduced to forms and cookies.</summary>
internal sealed partial class PeopleApp : IAsyncDisposable
{
    public const string Password = "a long and private sentence";
    private static int _number;
    private readonly RunningApp _app;

    /// <summary>People of an application that runs already, and that its owner stops.</summary>
    public PeopleApp(RunningApp app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public static async Task<PeopleApp> StartAsync() => new(await RunningApp.StartAsync());

    /// <summary>Adds a tenant.</summary>
    public async Task<TenantId> AddTenantAsync(string name = "Northwind") =>
        (await Services.GetRequiredService<CreateTenant>().CreateAsync(name, "Europe/Berlin", AuditActor.CommandLine)).Tenant;

    /// <summary>Adds a person who signs in with <see cref="Password"/>.</summary>
    public async Task<Person> AddPersonAsync(TenantId tenant, string email, Role role) =>
        (await Services.GetRequiredService<AddPerson>()
            .AddAsync(tenant, new NewPerson(email, role, Password, []), AuditActor.CommandLine)).Person!;

    /// <summary>Changes a person behind the application's back, as another process does.</summary>
    public Task ChangeAsync(Person person, Action<Person> change) => Services.GetRequiredService<DatabaseWrites>()
        .WriteAsync(null, async context => change(await context.Users.SingleAsync(row => row.Id == person.Id)));

    /// <summary>Opens a browser.</summary>
    public HttpClient Open() => _app.CreateClient();

    /// <summary>Opens a browser and signs in.</summary>
    public async Task<HttpClient> SignInAsync(string email, string password = Password)
    {
        var browser = Open();
        using var answer = await PostLoginAsync(browser, email, password);
        return answer.StatusCode == HttpStatusCode.Redirect ? browser : throw new InvalidOperationException("Not signed in.");
    }

    /// <summary>Opens a browser whose requests carry the antiforgery token of a page of ours, as a script's there do.</summary>
    public async Task<HttpClient> SignInAsScriptAsync(string email)
    {
        var browser = await SignInAsync(email);
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", await TokenAsync(browser));
        return browser;
    }

    /// <summary>The same of a new finance admin.</summary>
    public async Task<HttpClient> ScriptAsync(TenantId tenant)
    {
        var email = $"script{Interlocked.Increment(ref _number)}@northwind.example";
        await AddPersonAsync(tenant, email, Role.FinanceAdmin);
        return await SignInAsScriptAsync(email);
    }

    /// <summary>The antiforgery token of a page of ours.</summary>
    public static async Task<string> TokenAsync(HttpClient browser) =>
        WebUtility.HtmlDecode(HiddenField().Matches(await browser.GetStringAsync(new Uri(DashboardUrls.Password, UriKind.Relative)))
            .Single(field => field.Groups["name"].Value == "__RequestVerificationToken").Groups["value"].Value);

    /// <summary>Posts the form of a page that has one, with its hidden fields.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(new Uri(path, UriKind.Relative));
        var hidden = HiddenField().Matches(page).Select(match =>
            KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));
        var typed = fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
        using var content = new FormUrlEncodedContent([.. hidden, .. typed]);
        return await browser.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Fills in the sign-in.</summary>
    public static Task<HttpResponseMessage> PostLoginAsync(HttpClient browser, string email, string password, string query = "") =>
        PostAsync(browser, DashboardUrls.Login + query, ("Input.Email", email), ("Input.Password", password));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}

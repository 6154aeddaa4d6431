using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.SignIn;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>A company in the running application, with two workspaces and people who are signed in.</summary>
internal sealed class HubCompany
{
    private readonly RunningApp _app;

    private HubCompany(RunningApp app, TenantId tenant)
    {
        _app = app;
        Tenant = tenant;
    }

    public TenantId Tenant { get; }

    public AccountId Primary => new(TenantScopedId.Compose(Tenant, 1));

    public AccountId Atlas { get; private set; }

    public AccountId Borealis { get; private set; }

    private CreditLedger Ledger => _app.Services.GetRequiredService<CreditLedger>();

    /// <summary>A company with 1,000 credits in its pool and none in its workspaces.</summary>
    public static async Task<HubCompany> CreateAsync(RunningApp app, string name)
    {
        var created = await app.Services.GetRequiredService<CreateTenant>().CreateAsync(name, "Europe/Berlin", AuditActor.CommandLine);
        var company = new HubCompany(app, created.Tenant);
        await company.PostAsync(new RecordPurchase(Credits.FromCredits(1000), "INV-1"));
        company.Atlas = (await company.PostAsync(new OpenAccount(AccountKinds.Workspace, "Atlas"))).Account!.Value;
        company.Borealis = (await company.PostAsync(new OpenAccount(AccountKinds.Workspace, "Borealis"))).Account!.Value;
        return company;
    }

    public async Task<Receipt> PostAsync(Movement movement)
    {
        var posting = new Posting { Tenant = Tenant, Movement = movement, Actor = "test", Key = OperationKey.New() };
        var result = await Ledger.PostAsync(posting);
        return result.ReceiptOrNull ?? throw new InvalidOperationException($"{result}");
    }

    /// <summary>A new key.</summary>
    public async Task<(KeyId Id, string Text)> AddKeyAsync(KeyScopes scopes, string name = "gateway")
    {
        var added = await _app.Services.GetRequiredService<AddKey>().AddAsync(Tenant, new(name, scopes), AuditActor.CommandLine);
        return (added.Id, added.Text!);
    }

    /// <summary>A new person's session as a browser sends it: the <c>Cookie</c> header.</summary>
    public async Task<string> SignInAsync(string email, Role role, params AccountId[] leads)
    {
        var services = _app.Services;
        var added = await services.GetRequiredService<AddPerson>()
            .AddAsync(Tenant, new(email, role, null, leads), AuditActor.CommandLine);
        await using var scope = services.CreateAsyncScope();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(added.Person!);
        var session = await services.GetRequiredService<Sessions>().BeginAsync(new PersonId(added.Person!.Id));
        principal.Identities.First().AddClaims(session.Claims);
        const string Scheme = "Identity.Application";
        var cookies = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        return $"{cookies.Cookie.Name}={cookies.TicketDataFormat.Protect(new AuthenticationTicket(principal, Scheme))}";
    }
}

using System.Security.Claims;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.SignIn;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public sealed class ChangePeopleTests : IAsyncLifetime
{
    private readonly FixedCaller _caller = new(null);
    private PeopleApp _app = null!;
    private TenantId _tenant;
    private Person _ada = null!;
    private Person _otto = null!;

    private ChangePeople Changes => new(_caller, _app.Services.GetRequiredService<DatabaseWrites>(),
        _app.Services.GetRequiredService<AddPerson>(), _app.Services.GetRequiredService<AuditLog>(),
        _app.Services.GetRequiredService<IServiceScopeFactory>());

    private IDbContextFactory<BluebearDbContext> Contexts => _app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>();

    public async Task InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        _tenant = await _app.AddTenantAsync();
        _ada = await _app.AddPersonAsync(_tenant, "ada@northwind.example", Role.FinanceAdmin);
        _otto = await _app.AddPersonAsync(_tenant, "otto@northwind.example", Role.Operator);
        _caller.Caller = TestCallers.Of(Role.FinanceAdmin) with { Tenant = _tenant, Person = new PersonId(_ada.Id), Actor = _ada.Email! };
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task LastFinanceAdmin_DemotedOrDisabled_IsRefusedUntilThereIsAnother()
    {
        var ada = new PersonId(_ada.Id);
        Assert.NotNull((await Changes.DisableAsync(ada)).Problem);
        Assert.NotNull((await Changes.SetRoleAndLeadsAsync(ada, Role.Auditor, [])).Problem);
        Assert.Null((await Changes.InviteAsync("eve@northwind.example", Role.FinanceAdmin, [])).Problem);
        // Invited and not come yet: she could not manage anybody.
        Assert.NotNull((await Changes.DisableAsync(ada)).Problem);
        Assert.Null((await Changes.SetRoleAndLeadsAsync(new PersonId(_otto.Id), Role.FinanceAdmin, [])).Problem);
        Assert.Null((await Changes.DisableAsync(ada)).Problem);
    }

    [Fact]
    public async Task SetRoleAndLeads_OfWhoLeadsWhatWasDeletedSince_IsDone()
    {
        var gone = await OpenAsync("Gone");
        var stays = await OpenAsync("Stays");
        var otto = new PersonId(_otto.Id);
        Assert.Null((await Changes.SetRoleAndLeadsAsync(otto, Role.TeamLead, [gone])).Problem);
        await PostAsync(new DeleteAccount(gone));

        Assert.Null((await Changes.SetRoleAndLeadsAsync(otto, Role.TeamLead, [gone, stays])).Problem);
        Assert.NotNull((await Changes.SetRoleAndLeadsAsync(new PersonId(_ada.Id), Role.FinanceAdmin, [gone])).Problem);
    }

    [Fact]
    public async Task SetRoleAndLeads_Changed_IsRecordedWithBeforeAndAfter()
    {
        var primary = new AccountId(TenantScopedId.Compose(_tenant, 1));
        Assert.Null((await Changes.SetRoleAndLeadsAsync(new PersonId(_otto.Id), Role.TeamLead, [primary])).Problem);
        await using var context = Contexts.ForTenant(_tenant);
        Assert.Equal(primary.Value, (await context.AccountLeads.SingleAsync()).AccountId);
        var role = await context.AuditEvents.SingleAsync(row => row.Action == "person.role");
        Assert.Equal((_ada.Email, _otto.Email, "Operator", "TeamLead"), (role.Actor, role.Subject, role.Before, role.After));
        Assert.Equal(1, await context.AuditEvents.CountAsync(row => row.Action == "person.leads"));
    }

    [Fact]
    public async Task TeamLead_OfNothing_IsRefused_A21()
    {
        Assert.Equal(PeopleRefusal.NothingToLead, (await Changes.InviteAsync("eve@northwind.example", Role.TeamLead, [])).Refusal);
        Assert.Equal(PeopleRefusal.NothingToLead, (await Changes.SetRoleAndLeadsAsync(new PersonId(_otto.Id), Role.TeamLead, [])).Refusal);
        Assert.Equal([Role.FinanceAdmin, Role.Operator], (await new ListPeople(_caller, Contexts).ListAsync()).People.Select(person => person.Role));
    }

    [Fact]
    public async Task AnyChange_OfAnotherTenantsPersonOrAccount_FindsNothing()
    {
        var contoso = await _app.AddTenantAsync("Contoso");
        var theirs = await _app.AddPersonAsync(contoso, "cora@contoso.example", Role.Operator);
        var unknown = PeopleRefusals.InWords(PeopleRefusal.PersonUnknown);
        Assert.Equal(unknown, (await Changes.DisableAsync(new PersonId(theirs.Id))).Problem);
        Assert.Equal(unknown, (await Changes.CreateLinkAsync(new PersonId(theirs.Id))).Problem);
        var wallet = new AccountId(TenantScopedId.Compose(contoso, 1));
        Assert.NotNull((await Changes.SetRoleAndLeadsAsync(new PersonId(_otto.Id), Role.TeamLead, [wallet])).Problem);
        var listed = await new ListPeople(_caller, Contexts).ListAsync();
        Assert.Equal([_ada.Email, _otto.Email], listed.People.Select(person => person.Email));
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.TeamLead)]
    [InlineData(Role.Auditor)]
    public async Task AnyChange_ByAnotherRole_IsForbidden(Role role)
    {
        _caller.Caller = TestCallers.Of(role) with { Tenant = _tenant };
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => Changes.InviteAsync("x@y.example", Role.Auditor, []));
        Assert.Equal(AccessRefusal.Forbidden, refused.Refusal);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Changes.DisableAsync(new PersonId(_ada.Id)));
    }

    [Fact]
    public async Task Invite_LinkOpened_SetsAPasswordOnceAndSignsIn()
    {
        var link = (await Changes.InviteAsync("eve@northwind.example", Role.Auditor, [])).Link!;
        using var browser = _app.Open();
        using var answer = await PeopleApp.PostAsync(browser, link, ("Input.Password", "a sentence of her own"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        using var own = await _app.SignInAsync("eve@northwind.example", "a sentence of her own");
        using var again = _app.Open();
        Assert.Contains("no longer valid", await again.GetStringAsync(new Uri(link, UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CurrentCaller_RoleChangedOrDisabledMeanwhile_LosesPowerWithTheNextAction()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var claims = await scope.ServiceProvider.GetRequiredService<SignInManager<Person>>().CreateUserPrincipalAsync(_otto);
        ((ClaimsIdentity)claims.Identity!).AddClaims(
            (await _app.Services.GetRequiredService<Sessions>().BeginAsync(new PersonId(_otto.Id))).Claims);
        scope.ServiceProvider.GetRequiredService<CallerPrincipal>().ActFor(claims);
        var callers = scope.ServiceProvider.GetRequiredService<ICurrentCaller>();

        Assert.Equal(_otto.Email, (await callers.RequireAsync(Permission.MoveCredits)).Actor);
        await Changes.SetRoleAndLeadsAsync(new PersonId(_otto.Id), Role.Auditor, []);
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => callers.RequireAsync(Permission.MoveCredits));
        Assert.Equal(AccessRefusal.Forbidden, refused.Refusal);
        await Changes.DisableAsync(new PersonId(_otto.Id));
        Assert.Null(await callers.FindAsync());
    }

    private async Task<AccountId> OpenAsync(string name) => (await PostAsync(new OpenAccount(AccountKinds.Workspace, name))).Account!.Value;

    private async Task<Receipt> PostAsync(Movement movement)
    {
        var result = await _app.Services.GetRequiredService<CreditLedger>().PostAsync(
            new() { Tenant = _tenant, Movement = movement, Actor = "test", Key = OperationKey.New() });
        return Assert.IsType<Receipt>(result.ReceiptOrNull);
    }
}

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.People;

/// <summary>The result of a change: nothing, a link to pass on, or why it was refused.</summary>
/// <param name="Link">The path and query of a one-time link, if one was made.</param>
/// <param name="Problem">Why nothing was changed, in a sentence, or null.</param>
/// <param name="Refusal">The same as a value, or null.</param>
public sealed record PeopleAnswer(string? Link = null, string? Problem = null, PeopleRefusal? Refusal = null)
{
    /// <summary>A refusal with its sentence.</summary>
    internal static PeopleAnswer Refused(PeopleRefusal why) => new(null, PeopleRefusals.InWords(why), why);
}

/// <summary>
/// Changes people, for a caller with <see cref="Permission.ManagePeople"/>. Each change is recorded in the same commit.
/// </summary>
public sealed class ChangePeople(
    ICurrentCaller callers, DatabaseWrites writes, AddPerson people, AuditLog audit, IServiceScopeFactory scopes)
{
    /// <summary>Adds a person, who sets a password with the link in the answer.</summary>
    public async Task<PeopleAnswer> InviteAsync(string email, Role role, IReadOnlyList<AccountId> leads,
        CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManagePeople, cancellation);
        if (LeadsNothing(role, leads))
        {
            return PeopleAnswer.Refused(PeopleRefusal.NothingToLead);
        }

        var added = await people.AddAsync(
            caller.Tenant, new NewPerson(email, role, null, leads), AuditActor.Of(caller), cancellation);
        return added.Person is null ? new PeopleAnswer(null, added.Problem, added.Refusal) : new PeopleAnswer(await LinkAsync(added.Person));
    }

    /// <summary>Sets the person's role and led accounts, in one commit.</summary>
    public Task<PeopleAnswer> SetRoleAndLeadsAsync(PersonId id, Role role, IReadOnlyList<AccountId> leads,
        CancellationToken cancellation = default) =>
        ChangeAsync(id, async (context, person, actor) =>
        {
            if (LeadsNothing(role, leads))
            {
                return PeopleRefusal.NothingToLead;
            }

            if (!await LedAccounts.AreActiveAsync(context, await AddedAsync(context, person, leads, cancellation), cancellation))
            {
                return PeopleRefusal.AccountUnknown;
            }

            if (role != Role.FinanceAdmin && await IsLastAdminAsync(context, person, cancellation))
            {
                return PeopleRefusal.LastFinanceAdmin;
            }

            SetRole(context, person, role, actor);
            await SetLeadsAsync(context, person, leads, actor, cancellation);
            return null;
        }, cancellation);

    /// <summary>Disables the person. Their open pages lose access with the next action.</summary>
    public Task<PeopleAnswer> DisableAsync(PersonId id, CancellationToken cancellation = default) =>
        ChangeAsync(id, async (context, person, actor) =>
        {
            if (await IsLastAdminAsync(context, person, cancellation))
            {
                return PeopleRefusal.LastFinanceAdmin;
            }

            person.IsDisabled = true;
            person.SecurityStamp = GeneratedPassword.Create();
            await Sessions.EndAllAsync(context, person.Id);
            Record(context, person, actor, AuditActions.PersonDisabled);
            return null;
        }, cancellation);

    /// <summary>Lets a disabled person sign in again.</summary>
    public Task<PeopleAnswer> EnableAsync(PersonId id, CancellationToken cancellation = default) =>
        ChangeAsync(id, (context, person, actor) =>
        {
            person.IsDisabled = false;
            Record(context, person, actor, AuditActions.PersonEnabled);
            return Task.FromResult<PeopleRefusal?>(null);
        }, cancellation);

    /// <summary>Ends every session of the person, who can sign in again.</summary>
    public Task<PeopleAnswer> SignOutEverywhereAsync(PersonId id, CancellationToken cancellation = default) =>
        ChangeAsync(id, async (context, person, actor) =>
        {
            await Sessions.EndAllAsync(context, person.Id);
            Record(context, person, actor, AuditActions.PersonSignedOut);
            return null;
        }, cancellation);

    /// <summary>Makes a link with which the person sets a password: the first one, or a new one.</summary>
    public async Task<PeopleAnswer> CreateLinkAsync(PersonId id, CancellationToken cancellation = default)
    {
        Person? found = null;
        var answer = await ChangeAsync(id, (context, person, actor) =>
        {
            found = person;
            Record(context, person, actor, AuditActions.PersonLink);
            return Task.FromResult<PeopleRefusal?>(null);
        }, cancellation);
        return answer.Problem is null ? new PeopleAnswer(await LinkAsync(found!)) : answer;
    }

    private async Task<PeopleAnswer> ChangeAsync(PersonId id, Func<BluebearDbContext, Person, AuditActor, Task<PeopleRefusal?>> change,
        CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ManagePeople, cancellation);
        var refusal = await writes.WriteAsync(caller.Tenant, async context =>
        {
            var person = await context.Users
                .SingleOrDefaultAsync(row => row.Id == id.Value && row.TenantId == caller.Tenant.Value, cancellation);
            return person is null ? PeopleRefusal.PersonUnknown : await change(context, person, AuditActor.Of(caller));
        }, cancellation);
        return refusal is { } why ? PeopleAnswer.Refused(why) : new PeopleAnswer();
    }

    private static bool LeadsNothing(Role role, IReadOnlyList<AccountId> leads) => role == Role.TeamLead && leads.Count == 0;

    private void SetRole(BluebearDbContext context, Person person, Role role, AuditActor actor)
    {
        if (person.Role != role)
        {
            Record(context, person, actor, AuditActions.PersonRole, person.Role.ToString(), role.ToString());
            person.Role = role;
        }
    }

    // An account that the person already led may have been deleted since. That must not prevent another change.
    private static async Task<IReadOnlyList<AccountId>> AddedAsync(
        BluebearDbContext context, Person person, IReadOnlyList<AccountId> leads, CancellationToken cancellation)
    {
        var before = await context.AccountLeads.Where(row => row.PersonId == person.Id).Select(row => row.AccountId).ToListAsync(cancellation);
        return [.. leads.Where(account => !before.Contains(account.Value))];
    }

    private async Task SetLeadsAsync(BluebearDbContext context, Person person, IReadOnlyList<AccountId> leads, AuditActor actor,
        CancellationToken cancellation)
    {
        var before = await context.AccountLeads.Where(row => row.PersonId == person.Id).ToListAsync(cancellation);
        var wanted = leads.Select(account => account.Value).ToHashSet();
        if (wanted.SetEquals(before.Select(row => row.AccountId)))
        {
            return;
        }

        context.AccountLeads.RemoveRange(before.Where(row => !wanted.Contains(row.AccountId)));
        context.AccountLeads.AddRange(wanted.Except(before.Select(row => row.AccountId))
            .Select(account => new AccountLeadRow { AccountId = account, PersonId = person.Id, TenantId = person.TenantId }));
        Record(context, person, actor, AuditActions.PersonLeads, IdsOf(before.Select(row => row.AccountId)), IdsOf(wanted));
    }

    // A person who was invited and never signed in cannot manage people.
    private static async Task<bool> IsLastAdminAsync(BluebearDbContext context, Person person, CancellationToken cancellation) =>
        person is { Role: Role.FinanceAdmin, IsDisabled: false }
        && !await context.Users.AnyAsync(other => other.TenantId == person.TenantId && other.Id != person.Id
            && other.Role == Role.FinanceAdmin && !other.IsDisabled && other.PasswordHash != null, cancellation);

    private void Record(BluebearDbContext context, Person person, AuditActor actor, string action, string? before = null,
        string? after = null) =>
        audit.Add(context, new TenantId(person.TenantId), actor, action, person.Email!, before, after);

    private static string IdsOf(IEnumerable<long> accounts) =>
        string.Join(' ', accounts.Order().Select(account => PublicId.Format(PublicId.Account, account)));

    // Identity's managers keep a context, and a circuit must not hold one for long.
    private async Task<string> LinkAsync(Person person)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OneTimeLinks>().CreateAsync(person);
    }
}

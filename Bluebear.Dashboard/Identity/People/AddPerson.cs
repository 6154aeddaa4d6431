using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.People;

/// <summary>Adds people, for the page, the command line and the set-up. Does not check permissions: its caller does.</summary>
public sealed class AddPerson(
    DatabaseWrites writes, IPasswordHasher<Person> hasher, ILookupNormalizer normalizer, AuditLog audit, TimeProvider clock)
{
    /// <summary>Adds a person to a tenant in one transaction, or says why not.</summary>
    public async Task<AddedPerson> AddAsync(TenantId tenant, NewPerson wanted, AuditActor actor, CancellationToken cancellation = default)
    {
        var (draft, refused) = Draft(wanted);
        return draft is null
            ? refused!
            : await writes.WriteAsync(tenant, context => AddAsync(context, tenant, draft, wanted.Leads, actor, cancellation), cancellation);
    }

    /// <summary>The person to save, or why it cannot be saved. Hashes the password, so call it without the gate.</summary>
    internal (Person? Draft, AddedPerson? Refused) Draft(NewPerson wanted)
    {
        if (EmailAddresses.Normalize(wanted.Email) is not { } email)
        {
            return (null, new AddedPerson(null, PeopleRefusal.EmailMalformed));
        }

        if (wanted.Password is not null && PasswordRules.ProblemWith(wanted.Password, email) is { } problem)
        {
            return (null, new AddedPerson(null, PeopleRefusal.PasswordRefused, problem));
        }

        var person = new Person
        {
            UserName = email,
            NormalizedUserName = normalizer.NormalizeName(email),
            Email = email,
            NormalizedEmail = normalizer.NormalizeEmail(email),
            Role = wanted.Role,
            DisplayName = wanted.DisplayName,
            CreatedAt = clock.GetUtcNow(),
            LockoutEnabled = true,
            SecurityStamp = GeneratedPassword.Create(),
        };
        person.PasswordHash = wanted.Password is null ? null : hasher.HashPassword(person, wanted.Password);
        return (person, null);
    }

    /// <summary>Adds a person to a context that holds the gate, to be saved together with other changes.</summary>
    internal async Task<AddedPerson> AddAsync(BluebearDbContext context, TenantId tenant, Person draft, IReadOnlyList<AccountId> leads,
        AuditActor actor, CancellationToken cancellation)
    {
        if (await context.Users.AnyAsync(person => person.NormalizedEmail == draft.NormalizedEmail, cancellation))
        {
            return new AddedPerson(null, PeopleRefusal.EmailTaken);
        }

        if (!await LedAccounts.AreActiveAsync(context, leads, cancellation))
        {
            return new AddedPerson(null, PeopleRefusal.AccountUnknown);
        }

        draft.TenantId = tenant.Value;
        context.Users.Add(draft);
        audit.Add(context, tenant, actor, AuditActions.PersonAdded, draft.Email!, after: draft.Role.ToString());
        await context.SaveChangesAsync(cancellation);
        context.AccountLeads.AddRange(leads.Distinct().Select(account =>
            new AccountLeadRow { AccountId = account.Value, PersonId = draft.Id, TenantId = tenant.Value }));
        return new AddedPerson(draft);
    }
}

using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.People;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Adds API keys, for the page and the command line. Does not check permissions: its caller does.</summary>
public sealed class AddKey(DatabaseWrites writes, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Adds a key to a tenant in one transaction and returns its text, which is never shown again; or says why not.
    /// </summary>
    public Task<KeyAnswer> AddAsync(TenantId tenant, NewKey wanted, AuditActor actor, CancellationToken cancellation = default)
    {
        var named = wanted with { Name = wanted.Name.Trim() };
        return ProblemWith(named) is { } refusal
            ? Task.FromResult(new KeyAnswer(Refusal: refusal))
            : writes.WriteAsync(tenant, context => AddAsync(context, tenant, named, actor, cancellation), cancellation);
    }

    private KeyRefusal? ProblemWith(NewKey wanted) =>
        !AccountName.IsWellFormed(wanted.Name) ? KeyRefusal.NameMalformed
        : KeyScopeNames.InWords(wanted.Scopes).Length == 0 ? KeyRefusal.ScopesMissing
        : wanted.ExpiresAt <= clock.GetUtcNow() ? KeyRefusal.ExpiryPast
        : null;

    private async Task<KeyAnswer> AddAsync(BluebearDbContext context, TenantId tenant, NewKey wanted, AuditActor actor,
        CancellationToken cancellation)
    {
        var nameKey = Account.NameKey(wanted.Name);
        if (await context.ApiKeys.AnyAsync(row => row.NameKey == nameKey && row.RevokedAt == null, cancellation))
        {
            return new KeyAnswer(Refusal: KeyRefusal.NameTaken);
        }

        var last = await context.ApiKeys.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
        var id = new KeyId(TenantScopedId.Compose(tenant, TenantScopedId.NumberOf(last) + 1));
        var text = KeyText.Create(id);
        context.ApiKeys.Add(new ApiKeyRow
        {
            Id = id.Value,
            TenantId = tenant.Value,
            Name = wanted.Name,
            NameKey = nameKey,
            Scopes = wanted.Scopes,
            Hash = KeyText.HashOf(text),
            Hint = KeyText.HintOf(text),
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = actor.Name,
            ExpiresAt = wanted.ExpiresAt,
        });
        audit.Add(context, tenant, actor, AuditActions.KeyCreated, wanted.Name, after: KeyScopeNames.InWords(wanted.Scopes));
        return new KeyAnswer(id, text);
    }
}

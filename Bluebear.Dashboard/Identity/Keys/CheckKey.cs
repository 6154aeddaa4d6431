using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.People;
using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Finds the key that was sent, by what the database says now. So revoking works at once, from any process.</summary>
internal sealed class CheckKey(IDbContextFactory<BluebearDbContext> contexts, KeyUse use, RefusedAccess refused, TimeProvider clock)
{
    private static readonly Func<BluebearDbContext, long, Task<Found?>> Read = EF.CompileAsyncQuery(
        (BluebearDbContext context, long id) => context.ApiKeys.AsNoTracking().Where(row => row.Id == id)
            .Join(context.Tenants, static row => row.TenantId, static tenant => tenant.Id, static (row, tenant) => new Found(row, tenant))
            .SingleOrDefault());

    /// <summary>The key's caller, or null for a key that is unknown or no longer valid. A refusal is recorded.</summary>
    public async Task<CheckedKey?> CheckAsync(string text)
    {
        if (!KeyText.TryReadId(text, out var id) || await FindAsync(id) is not { } found)
        {
            refused.NoteUnknownKey();
            return null;
        }

        var row = found.Key;
        var rotation = KeyValidity.RotationOf(row, KeyText.HashOf(text));
        if (rotation is not { } which || KeyValidity.EndOf(row, which) <= clock.GetUtcNow())
        {
            refused.Note(id.Tenant, ActorOf(row), rotation is null ? "a wrong secret" : "a key that has ended");
            return null;
        }

        use.Note(id, isOld: which != row.Rotation);
        return Describe(found, which);
    }

    /// <summary>The caller of a key that was valid before, or null if it no longer is.</summary>
    public async Task<CheckedKey?> CheckAgainAsync(KeyId id, int rotation) =>
        await FindAsync(id) is { } found && !(KeyValidity.EndOf(found.Key, rotation) <= clock.GetUtcNow())
            ? Describe(found, rotation)
            : null;

    private async Task<Found?> FindAsync(KeyId id)
    {
        await using var context = contexts.ForTenant(id.Tenant);
        return await Read(context, id.Value);
    }

    private static AuditActor ActorOf(ApiKeyRow row) => new($"key {row.Name}");

    private CheckedKey Describe(Found found, int rotation)
    {
        var (row, tenant) = found;
        return new CheckedKey(new Caller
        {
            Tenant = new TenantId(row.TenantId),
            TenantName = tenant.Name,
            TimeZone = TimeZones.Of(tenant.TimeZone, out var isKnown),
            UnknownTimeZone = isKnown ? null : tenant.TimeZone,
            NoteRefusal = what => refused.Note(new(row.TenantId), ActorOf(row), what),
            Key = new KeyId(row.Id),
            Actor = ActorOf(row).Name,
            DisplayName = row.Name,
            Scopes = row.Scopes,
            LedAccounts = new HashSet<AccountId>(),
            VisibleAccounts = VisibleAccounts.All,
        }, rotation, KeyValidity.EndOf(row, rotation));
    }

    private sealed record Found(ApiKeyRow Key, TenantRow Tenant);
}

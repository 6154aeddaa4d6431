using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.People;
using Bluebear.Dashboard.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Lists the API keys of the caller's tenant.</summary>
public sealed class ListKeys(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>
    /// All keys, usable ones first, then by name, and whether the caller may change them. Refuses a caller without <see
    /// cref="Permission.ReadKeys"/>.
    /// </summary>
    public async Task<KeysView> ListAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadKeys, cancellation);
        await using var context = contexts.ForTenant(caller.Tenant);
        var rows = await context.ApiKeys.ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        return new([.. rows.Select(row => Describe(row, now))
            .OrderBy(key => key.Status is KeyStatus.Revoked or KeyStatus.Expired)
            .ThenBy(key => key.Name, StringComparer.OrdinalIgnoreCase).ThenByDescending(key => key.Id.Value)],
            caller.Can(Permission.ManageKeys));
    }

    private static KeyListing Describe(ApiKeyRow row, DateTimeOffset now)
    {
        var status = KeyValidity.StatusOf(row, now);
        return new KeyListing(new KeyId(row.Id), row.Name, KeyText.Shown(new KeyId(row.Id), row.Hint), row.Scopes, status,
            row.CreatedAt, row.CreatedBy, row.LastUsedAt, row.ExpiresAt, row.RevokedAt,
            status == KeyStatus.Rotating
                ? new OldKey(KeyText.Shown(new KeyId(row.Id), row.OldHint ?? ""), row.OldUntil!.Value, row.OldLastUsedAt)
                : null);
    }
}

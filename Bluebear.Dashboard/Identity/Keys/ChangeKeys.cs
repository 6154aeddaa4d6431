using System.Globalization;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.People;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>
/// Creates, rotates and revokes API keys, for a caller with <see cref="Permission.ManageKeys"/>. Each change is recorded in the
/// same commit and applies from the next request on.
/// </summary>
public sealed class ChangeKeys(ICurrentCaller callers, DatabaseWrites writes, AddKey keys, AuditLog audit, TimeProvider clock)
{
    /// <summary>The longest time for which a replaced secret still works.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(90);

    /// <summary>Creates a key and returns its text, which is never shown again.</summary>
    public async Task<KeyAnswer> CreateAsync(NewKey wanted, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ManageKeys, cancellation);
        return await keys.AddAsync(caller.Tenant, wanted, AuditActor.Of(caller), cancellation);
    }

    /// <summary>
    /// Gives the key a new secret and returns its text, which is never shown again. The current secret keeps working for
    /// <paramref name="overlap"/>; an earlier one ends now.
    /// </summary>
    public Task<KeyAnswer> RotateAsync(KeyId id, TimeSpan overlap, CancellationToken cancellation = default) =>
        overlap < TimeSpan.Zero || overlap > LongestOverlap
            ? Task.FromResult(new KeyAnswer(Refusal: KeyRefusal.OverlapMalformed))
            : ChangeAsync(id, (context, row, actor) => Rotate(context, row, actor, overlap), cancellation);

    /// <summary>Ends the secret that the last rotation replaced. Does nothing if there is none.</summary>
    public Task<KeyAnswer> EndOldAsync(KeyId id, CancellationToken cancellation = default) =>
        ChangeAsync(id, (context, row, actor) =>
        {
            if (row.OldUntil > clock.GetUtcNow())
            {
                EndOld(row);
                Record(context, row, actor, AuditActions.KeyOldEnded);
            }

            return new KeyAnswer(id);
        }, cancellation);

    /// <summary>Ends the key for good. What it did stays in the ledger.</summary>
    public Task<KeyAnswer> RevokeAsync(KeyId id, CancellationToken cancellation = default) =>
        ChangeAsync(id, (context, row, actor) =>
        {
            row.RevokedAt = clock.GetUtcNow();
            EndOld(row);
            Record(context, row, actor, AuditActions.KeyRevoked);
            return new KeyAnswer(id);
        }, cancellation, alsoExpired: true);

    private KeyAnswer Rotate(BluebearDbContext context, ApiKeyRow row, AuditActor actor, TimeSpan overlap)
    {
        var now = clock.GetUtcNow();
        var text = KeyText.Create(new KeyId(row.Id));
        EndOld(row);
        if (overlap > TimeSpan.Zero)
        {
            (row.OldHash, row.OldHint, row.OldUntil) = (row.Hash, row.Hint, now + overlap);
        }

        (row.Hash, row.Hint, row.RotatedAt) = (KeyText.HashOf(text), KeyText.HintOf(text), now);
        row.Rotation++;
        row.LastUsedAt = null;
        Record(context, row, actor, AuditActions.KeyRotated,
            row.OldUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $"the old one until {until:u}") : "the old one ended");
        return new KeyAnswer(new KeyId(row.Id), text);
    }

    private static void EndOld(ApiKeyRow row) =>
        (row.OldHash, row.OldHint, row.OldUntil, row.OldLastUsedAt) = (null, null, null, null);

    private async Task<KeyAnswer> ChangeAsync(KeyId id, Func<BluebearDbContext, ApiKeyRow, AuditActor, KeyAnswer> change,
        CancellationToken cancellation, bool alsoExpired = false)
    {
        var caller = await callers.RequireAsync(Permission.ManageKeys, cancellation);
        return await writes.WriteAsync(caller.Tenant, async context =>
        {
            var row = await context.ApiKeys.SingleOrDefaultAsync(key => key.Id == id.Value, cancellation);
            return row is null ? new KeyAnswer(Refusal: KeyRefusal.KeyUnknown)
                : row.RevokedAt is not null || (!alsoExpired && row.ExpiresAt <= clock.GetUtcNow())
                    ? new KeyAnswer(Refusal: KeyRefusal.KeyEnded)
                : change(context, row, AuditActor.Of(caller));
        }, cancellation);
    }

    private void Record(BluebearDbContext context, ApiKeyRow row, AuditActor actor, string action, string? after = null) =>
        audit.Add(context, new TenantId(row.TenantId), actor, action, row.Name, after: after);
}

using System.Collections.Concurrent;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Features;

/// <summary>Notes requests that were refused for want of credits, so that someone can be warned. Singleton; safe for many threads.</summary>
/// <remarks>
/// A refused request leaves nothing in the ledger. The notes are in memory and no request waits for them. A tenant has at most
/// <see cref="MostAccounts"/> accounts with notes; refusals of further accounts are not noted.
/// </remarks>
public sealed class BlockedRequests(TimeProvider clock)
{
    /// <summary>The largest number of accounts of one tenant.</summary>
    public const int MostAccounts = 1_000;

    /// <summary>A note is forgotten this long after the last refusal.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<TenantId, ConcurrentDictionary<AccountId, BlockedNote>> _notes = [];

    /// <summary>Since when it notes.</summary>
    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    /// <summary>Raised when a refusal is noted for an account that had no note.</summary>
    public event Action<TenantId>? FirstNoted;

    /// <summary>Notes a refusal, if it is for want of credits.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="refusal">The refusal.</param>
    /// <param name="amount">What the request asked for.</param>
    public void Note(TenantId tenant, Refusal refusal, Credits amount)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (refusal is not { Reason: RefusalReason.CreditsExhausted, Account: { } account })
        {
            return;
        }

        var own = _notes.GetOrAdd(tenant, static _ => []);
        var now = clock.GetUtcNow();
        if (own.TryGetValue(account, out var known) || own.Count < MostAccounts)
        {
            own[account] = new((known?.Count ?? 0) + 1, known?.First ?? now, now, amount);
        }

        if (known is null)
        {
            FirstNoted?.Invoke(tenant);
        }
    }

    /// <summary>The accounts with notes. Old notes are forgotten.</summary>
    public IReadOnlyDictionary<AccountId, BlockedNote> Of(TenantId tenant)
    {
        if (!_notes.TryGetValue(tenant, out var own))
        {
            return new Dictionary<AccountId, BlockedNote>();
        }

        var oldest = clock.GetUtcNow() - Lifetime;
        foreach (var old in own.Where(pair => pair.Value.Last < oldest))
        {
            own.TryRemove(old);
        }

        return own.ToDictionary();
    }

    /// <summary>Forgets the refusals of an account before an instant, because credits arrived there then.</summary>
    public void Forget(AccountId account, DateTimeOffset before)
    {
        if (_notes.TryGetValue(account.Tenant, out var own) && own.TryGetValue(account, out var note) && note.Last < before)
        {
            own.TryRemove(new(account, note));
        }
    }
}

/// <summary>Refusals of one account.</summary>
/// <param name="Count">How many.</param>
/// <param name="First">When the first came.</param>
/// <param name="Last">When the last came.</param>
/// <param name="Amount">What the last one asked for.</param>
public sealed record BlockedNote(long Count, DateTimeOffset First, DateTimeOffset Last, Credits Amount);

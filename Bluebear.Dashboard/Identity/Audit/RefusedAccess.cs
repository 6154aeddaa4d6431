using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Identity.Audit;

/// <summary>Puts every refused authorization on the record, without letting whoever is refused fill the disk. Singleton.</summary>
/// <remarks>
/// The first of its kind is written at once, those that follow within a minute as one event that says how many they were. A key
/// that nobody knows belongs to no tenant: it stands in the log, never with what was sent.
/// </remarks>
public sealed class RefusedAccess(LateWrites writes, AuditLog audit, TimeProvider clock, ILogger<RefusedAccess> logger) : IAsyncDisposable
{
    /// <summary>Refusals of one kind within this time are counted together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Kind, int> _repeated = [];
    private readonly CancellationTokenSource _ending = new();

    /// <summary>Somebody known was refused something.</summary>
    internal void Note(TenantId tenant, AuditActor actor, string what)
    {
        if (IsFirst(new Kind(tenant, actor, what)))
        {
            Write(tenant, actor, what, null);
        }
    }

    /// <summary>Somebody sent a key that is none.</summary>
    internal void NoteUnknownKey()
    {
        if (IsFirst(default))
        {
            logger.LogWarning("A request with an unknown API key was refused.");
        }
    }

    /// <summary>Writes down what was counted so far.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Kind[] kinds;
        lock (_gate)
        {
            kinds = [.. _repeated.Keys];
        }

        Array.ForEach(kinds, End);
        _ending.Dispose();
    }

    private bool IsFirst(Kind kind)
    {
        lock (_gate)
        {
            if (_repeated.TryGetValue(kind, out var times))
            {
                _repeated[kind] = times + 1;
                return false;
            }

            _repeated.Add(kind, 0);
        }

        _ = EndLaterAsync(kind, _ending.Token);
        return true;
    }

    private async Task EndLaterAsync(Kind kind, CancellationToken ended)
    {
        await Task.Delay(Window, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        End(kind);
    }

    // Told under the lock: whoever ends it right after may be sure that nothing is on its way any more.
    private void End(Kind kind)
    {
        lock (_gate)
        {
            if (_repeated.Remove(kind, out var times) && times > 0)
            {
                Tell(kind, times);
            }
        }
    }

    private void Tell(Kind kind, int times)
    {
        if (kind.Actor is null)
        {
            logger.LogWarning("{Times} more requests with unknown API keys were refused within a minute.", times);
        }
        else
        {
            Write(kind.Tenant, kind.Actor, kind.What, $"{times} more within a minute");
        }
    }

    private void Write(TenantId tenant, AuditActor actor, string what, string? after) =>
        writes.Add(tenant, context =>
        {
            audit.Add(context, tenant, actor, AuditActions.AccessRefused, what, after: after);
            return Task.CompletedTask;
        });

    private readonly record struct Kind(TenantId Tenant, AuditActor Actor, string What);
}

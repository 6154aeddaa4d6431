using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>
/// A look at what holds for a while and is not a balance: what ends soon, budgets that wait, books that differ. Collects what to warn of.
/// </summary>
/// <param name="db">A snapshot of the tenant.</param>
/// <param name="head">The state of its books.</param>
/// <param name="zone">Its time zone.</param>
/// <param name="now">The time.</param>
internal sealed class StandingLook(BluebearDbContext db, TenantHead head, TimeZoneInfo zone, DateTimeOffset now)
{
    private readonly List<AlertDraft> _drafts = [];
    private readonly HashSet<AlertKind> _judged = [];
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);

    /// <summary>A snapshot of the tenant.</summary>
    public BluebearDbContext Db => db;

    /// <summary>The state of its books.</summary>
    public TenantHead Head => head;

    /// <summary>Its time zone.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The time.</summary>
    public DateTimeOffset Now => now;

    /// <summary>When the clock makes something due next; null for never.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>Says that this look finds every cause of a kind: unresolved alerts of other causes are over.</summary>
    public void Judges(AlertKind kind) => _judged.Add(kind);

    /// <summary>Warns, unless a warning of the cause is unresolved.</summary>
    public void Warn(AlertKind kind, AlertSeverity severity, AccountId? account, string cause, string message, IReadOnlyDictionary<string, string> facts)
    {
        Hold(cause);
        _drafts.Add(new(account, kind, severity, cause, now, message, facts));
    }

    /// <summary>Keeps a warning unresolved, without raising one.</summary>
    public void Hold(string cause) => _held.Add(cause);

    /// <summary>Asks for another look at an instant.</summary>
    public void LookAgain(DateTimeOffset at) => NextAt = NextAt is { } earlier && earlier <= at ? earlier : at;

    /// <summary>Raises what is new and resolves what is over.</summary>
    public void Apply(KnownAlerts known)
    {
        foreach (var draft in _drafts.Where(draft => known.RuleOf(draft.Account).IsOn(draft.Kind)))
        {
            known.Changes.Raise(draft);
        }

        foreach (var over in known.Changes.Unresolved.Where(row => _judged.Contains(row.Kind)
            && (!_held.Contains(row.Cause) || !known.RuleOf(row.AccountId is { } id ? new AccountId(id) : null).IsOn(row.Kind))))
        {
            known.Changes.Resolve(over.Cause, now);
        }
    }
}

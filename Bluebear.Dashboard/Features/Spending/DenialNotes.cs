using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>
/// Keeps denied requests, so that people see which were denied and why. A denied request leaves nothing in the ledger. Singleton.
/// </summary>
/// <remarks>
/// No request waits for it: what was denied within <see cref="Window"/> is written together, outside of the ledger's commits. Requests with the
/// same facts that are denied for the same reason within <see cref="Together"/> are one row with a count. A tenant has at most
/// <see cref="MostRows"/> rows, of the last <see cref="Lifetime"/>; at most <see cref="MostWaiting"/> wait in memory, further ones are counted
/// without their facts. They wait while the database cannot be written, and are written before the application ends.
/// </remarks>
public sealed class DenialNotes(DatabaseWrites writes, DenialFeed feed, DueWorkBell bell, TimeProvider clock)
    : GatheredWrites<GatheredDenials>(writes, bell, clock)
{
    /// <summary>The longest time until a denial is written.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>Equal denials within this time after the first are one row.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromHours(1);

    /// <summary>Older rows are removed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>The largest number of rows of a tenant. The oldest make room.</summary>
    public const int MostRows = 10_000;

    /// <summary>The largest number of different denials of a tenant that wait to be written.</summary>
    public const int MostWaiting = 500;

    /// <inheritdoc/>
    public override string Name => "denials";

    /// <inheritdoc/>
    protected override TimeSpan Longest => Window;

    /// <summary>Keeps a denial. Refusals for other reasons than credits and personal use are no denials and are left out.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="request">The request's facts, with the tokens that it may use.</param>
    /// <param name="amount">What it would have cost at most.</param>
    /// <param name="isPriced">True if the price list gave the amount.</param>
    /// <param name="refusal">The ledger's answer.</param>
    internal void Note(Caller caller, UsageFacts request, Credits amount, bool isPriced, Refusal refusal)
    {
        if (refusal.Reason is not (RefusalReason.CreditsExhausted or RefusalReason.PersonalUseForbidden))
        {
            return;
        }

        var now = Instants.Truncate(Clock.GetUtcNow());
        var facts = DeniedFacts.Of(request, caller.Actor, refusal, isPriced);
        var denial = new Denied(now, now, 1, amount, refusal.Path?.Shortfall ?? Credits.Zero, request.Tokens);
        Gather(caller.Tenant, denials => denials.Add(facts, denial));
    }

    /// <inheritdoc/>
    protected override void Merge(GatheredDenials earlier, GatheredDenials later)
    {
        foreach (var (facts, denial) in later.ByFacts)
        {
            earlier.Add(facts, denial);
        }
    }

    /// <inheritdoc/>
    protected override void Written(TenantId tenant, GatheredDenials gathered) =>
        feed.Publish(tenant, [new(gathered.ByFacts.Values.Sum(static denial => denial.Times))]);

    /// <inheritdoc/>
    protected override async Task WriteAsync(BluebearDbContext context, TenantId tenant, GatheredDenials gathered, CancellationToken cancellation)
    {
        var byDigest = gathered.ByFacts.ToDictionary(static pair => pair.Key.Digest(), StringComparer.Ordinal);
        var since = Clock.GetUtcNow() - Together;
        var last = TenantScopedId.NumberOf(await context.Denials.MaxAsync(row => (long?)row.Id, cancellation) ?? 0);
        // Numbers have no gaps but at the beginning. What makes room now counts no more.
        var gone = TenantScopedId.Compose(tenant, Math.Max(0, last + byDigest.Count - MostRows));
        var known = (await context.Denials.AsTracking().Where(row => byDigest.Keys.Contains(row.Digest) && row.FirstAt >= since && row.Id > gone).ToListAsync(cancellation))
            .GroupBy(static row => row.Digest, StringComparer.Ordinal)
            .ToDictionary(static rows => rows.Key, static rows => rows.MaxBy(static row => row.Id)!, StringComparer.Ordinal);
        foreach (var (digest, (facts, denial)) in byDigest)
        {
            if (!known.TryGetValue(digest, out var row))
            {
                context.Denials.Add(row = facts.ToRow(tenant, TenantScopedId.Compose(tenant, ++last), digest, denial.First));
            }

            denial.AddTo(row);
        }

        var oldest = Clock.GetUtcNow() - Lifetime;
        await context.Denials.Where(row => row.LastAt < oldest || row.Id <= gone).ExecuteDeleteAsync(cancellation);
    }
}

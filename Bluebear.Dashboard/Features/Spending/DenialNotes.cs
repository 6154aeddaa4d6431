using System.Security.Cryptography;
using System.Text.Json;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Prices;
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
public sealed class DenialNotes(DatabaseWrites writes, DenialFeed feed, DueWorkBell bell, TimeProvider clock) : IDueWork
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

    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Waiting> _waiting = [];

    /// <inheritdoc/>
    public string Name => "denials";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public bool IsOfThisProcess => true;

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

        var now = Instants.Truncate(clock.GetUtcNow());
        var facts = DeniedFacts.Of(request, caller.Actor, refusal, isPriced);
        var denial = new Denied(now, now, 1, amount, refusal.Path?.Shortfall ?? Credits.Zero, request.Tokens);
        if (Add(caller.Tenant, now, facts, denial))
        {
            bell.Ring(Name);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<DueItem>>(
                [.. _waiting.Where(pair => !search.TenantsToSkip.Contains(pair.Key.Value))
                    .Select(pair => new DueItem(pair.Key, pair.Value.DueAt(search.Now))).OrderBy(static item => item.DueAt).Take(search.Most)]);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        Waiting? waiting;
        lock (_gate)
        {
            if (!_waiting.Remove(item.Tenant, out waiting))
            {
                return false;
            }
        }

        try
        {
            await writes.WriteAsync(item.Tenant, context => WriteAsync(context, item.Tenant, waiting.Denials, cancellation), cancellation);
        }
        catch
        {
            foreach (var (facts, denial) in waiting.Denials)
            {
                Add(item.Tenant, waiting.Since, facts, denial);
            }

            throw;
        }

        feed.Publish(item.Tenant, [new(waiting.Denials.Values.Sum(static denial => denial.Times))]);
        return true;
    }

    /// <summary>Adds denials to those that wait. True if the tenant had none.</summary>
    private bool Add(TenantId tenant, DateTimeOffset since, DeniedFacts facts, Denied denial)
    {
        lock (_gate)
        {
            var isFirst = !_waiting.TryGetValue(tenant, out var waiting);
            if (waiting is null)
            {
                _waiting.Add(tenant, waiting = new(since));
            }

            var key = waiting.Denials.ContainsKey(facts) || waiting.Denials.Count < MostWaiting ? facts : facts.WithoutFacts();
            waiting.Denials[key] = waiting.Denials.TryGetValue(key, out var known) ? known.With(denial) : denial;
            return isFirst;
        }
    }

    private async Task WriteAsync(
        BluebearDbContext context, TenantId tenant, Dictionary<DeniedFacts, Denied> denials, CancellationToken cancellation)
    {
        var byDigest = denials.ToDictionary(static pair => pair.Key.Digest(), StringComparer.Ordinal);
        var since = clock.GetUtcNow() - Together;
        var known = (await context.Denials.AsTracking().Where(row => byDigest.Keys.Contains(row.Digest) && row.FirstAt >= since).ToListAsync(cancellation))
            .GroupBy(static row => row.Digest, StringComparer.Ordinal)
            .ToDictionary(static rows => rows.Key, static rows => rows.MaxBy(static row => row.Id)!, StringComparer.Ordinal);
        var last = TenantScopedId.NumberOf(await context.Denials.MaxAsync(row => (long?)row.Id, cancellation) ?? 0);
        foreach (var (digest, (facts, denial)) in byDigest)
        {
            if (!known.TryGetValue(digest, out var row))
            {
                context.Denials.Add(row = facts.ToRow(tenant, TenantScopedId.Compose(tenant, ++last), digest, denial.First));
            }

            denial.AddTo(row);
        }

        await RemoveOldAsync(context, tenant, last, cancellation);
    }

    // Numbers have no gaps but at the beginning.
    private async Task RemoveOldAsync(BluebearDbContext context, TenantId tenant, long last, CancellationToken cancellation)
    {
        var (oldest, first) = (clock.GetUtcNow() - Lifetime, TenantScopedId.Compose(tenant, Math.Max(0, last - MostRows)));
        await context.Denials.Where(row => row.LastAt < oldest || row.Id <= first).ExecuteDeleteAsync(cancellation);
    }

    private sealed record Waiting(DateTimeOffset Since)
    {
        public Dictionary<DeniedFacts, Denied> Denials { get; } = [];

        // At once if the clock was set back since.
        public DateTimeOffset DueAt(DateTimeOffset now) => Since > now ? now : Since + Window;
    }

    /// <summary>What equal denials have in common.</summary>
    private sealed record DeniedFacts(
        DenialReason Reason, long? Account, long? Workspace, long? Team, long? Named, string? User, string? Model, string? ConsumerGroup,
        bool IsPersonal, bool IsPriced, string AskedBy)
    {
        public static DeniedFacts Of(UsageFacts facts, string actor, Refusal refusal, bool isPriced) => new(
            refusal.Reason == RefusalReason.CreditsExhausted ? DenialReason.CreditsExhausted : DenialReason.PersonalUse,
            refusal.Path?.Limiting?.Value ?? refusal.Account?.Value, facts.Workspace?.Id.Value, facts.Team?.Id.Value, facts.Account?.Id.Value,
            facts.User, facts.Model, facts.ConsumerGroup, facts.IsPersonal, isPriced, actor);

        /// <summary>The same account and reason without who asked and for what.</summary>
        public DeniedFacts WithoutFacts() => new(Reason, Account, null, null, null, null, null, null, false, false, "several callers");

        public string Digest() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)).AsSpan(0, Hash128.Size));

        public DenialRow ToRow(TenantId tenant, long id, string digest, DateTimeOffset firstAt) => new()
        {
            Id = id,
            TenantId = tenant.Value,
            Digest = digest,
            Reason = Reason,
            AccountId = Account,
            WorkspaceId = Workspace,
            TeamId = Team,
            NamedId = Named,
            User = User,
            Model = Model,
            ConsumerGroup = ConsumerGroup,
            IsPersonal = IsPersonal,
            IsPriced = IsPriced,
            AskedBy = AskedBy,
            FirstAt = firstAt,
        };
    }

    /// <summary>How often, when, and the figures of the last one.</summary>
    private sealed record Denied(DateTimeOffset First, DateTimeOffset Last, long Times, Credits Amount, Credits Shortfall, TokenCounts Tokens)
    {
        public Denied With(Denied later) => later with { First = First, Times = Times + later.Times };

        public void AddTo(DenialRow row)
        {
            // Never before the first one, also if the clock was set back.
            row.LastAt = Last < row.FirstAt ? row.FirstAt : Last;
            row.Times += Times;
            (row.AmountMicroCredits, row.ShortfallMicroCredits) = (Amount.MicroCredits, Shortfall.MicroCredits);
            (row.InputTokens, row.CachedInputTokens, row.OutputTokens) = (Tokens.Input, Tokens.CachedInput, Tokens.Output);
        }
    }
}

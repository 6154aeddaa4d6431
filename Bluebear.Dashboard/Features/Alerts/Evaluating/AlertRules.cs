using System.Text.Json.Nodes;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Scheduling;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>Judges each tenant's transfers behind a stored cursor, and accounts whose rule changed.</summary>
/// <remarks>
/// One turn reads at most <see cref="PageSize"/> transfers in one snapshot, decides without writing, and then commits alerts, marks and
/// cursor together. A turn that is repeated after a crash finds the cursor where it was and decides the same. So each crossing raises one
/// alert, however often the application ended on the way.
/// </remarks>
internal sealed class AlertRules(
    IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, AlertFeed feed, DueWorkBell bell, StandingLooks looks, TimeProvider clock) : IDueWork
{
    /// <summary>The name of this due work, to ring for.</summary>
    public const string WorkName = "alert_rules";

    /// <summary>The largest number of transfers of one turn.</summary>
    public const int PageSize = 20_000;

    /// <summary>The largest number of accounts of one turn whose changed rule is applied.</summary>
    public const int ReviewSize = 2_000;

    /// <inheritdoc/>
    public string Name => WorkName;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public bool WakesOnCommit => true;

    // Alerts are seen within two seconds of their cause. Less often costs the ledger less.
    /// <inheritdoc/>
    public DueBounds Bounds { get; } = new() { Gap = TimeSpan.FromSeconds(1), AtOnce = 2 };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var skip = search.TenantsToSkip;
        var tenants = await (
            from head in context.TenantHeads.IgnoreQueryFilters()
            where !skip.Contains(head.TenantId)
            join cursor in context.AlertCursors.IgnoreQueryFilters() on head.TenantId equals cursor.TenantId into cursors
            from cursor in cursors.DefaultIfEmpty()
            select new
            {
                head.TenantId,
                IsBehind = cursor == null || cursor.Transfers < head.Transfers || cursor.Mode != head.Mode
                    || context.AlertRules.IgnoreQueryFilters().Any(rule => rule.TenantId == head.TenantId && rule.ReviewFrom != null)
                    || context.Tenants.Any(tenant => tenant.Id == head.TenantId && tenant.MovesStoppedAt != null) != context.Alerts.IgnoreQueryFilters()
                        .Any(alert => alert.TenantId == head.TenantId && alert.State != AlertState.Resolved && alert.Kind == AlertKind.VerificationFailed),
            }).ToListAsync(cancellation);
        // Transfers come before looks that are only due by the clock.
        return
        [
            .. tenants.OrderByDescending(static tenant => tenant.IsBehind)
                .Select(tenant => new DueItem(new(tenant.TenantId), tenant.IsBehind ? search.Now : looks.DueAt(new(tenant.TenantId), search.Now)))
                .OrderBy(static item => item.DueAt).Take(search.Most),
        ];
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        looks.Begin(item.Tenant);
        try
        {
            return await JudgeAsync(item.Tenant, term, cancellation);
        }
        catch
        {
            looks.Stir(item.Tenant);
            throw;
        }
    }

    private async Task<bool> JudgeAsync(TenantId tenant, LeaseTerm? term, CancellationToken cancellation)
    {
        AlertTurn turn;
        await using (var context = await contexts.SnapshotAsync(tenant, cancellation))
        {
            turn = await DecideAsync(context, tenant, cancellation);
        }

        if (!turn.IsChange)
        {
            return false;
        }

        var news = await writes.WriteAsync(tenant, context => WriteAsync(context, tenant, turn, term, cancellation), cancellation);
        feed.Publish(tenant, news);
        if (news.Count > 0)
        {
            bell.Ring(Outbox.Work);
        }

        return true;
    }

    private async Task<AlertTurn> DecideAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation)
    {
        var head = AccountReads.ToHead(await context.TenantHeads.SingleAsync(cancellation));
        var cursor = await context.AlertCursors.SingleOrDefaultAsync(cancellation) ?? new() { TenantId = tenant.Value, Mode = CreditMode.SharedPool };
        var last = Math.Min(cursor.Transfers + PageSize, head.Transfers);
        var trail = new BalanceTrail(context);
        var (after, until) = (new TransferId(TenantScopedId.Compose(tenant, cursor.Transfers)), new TransferId(TenantScopedId.Compose(tenant, last)));
        var ranges = trail.Ranges(after, until);
        var isAtHead = last == head.Transfers;
        var review = isAtHead ? await AlertReview.ReadAsync(context, head, cancellation) : AlertReview.Nothing;
        var known = await KnownAlerts.ReadAsync(context, [.. ranges.Select(static range => range.Account.Id), .. review.Accounts.Select(static account => account.Id)],
            withAllMarks: isAtHead && head.Mode == CreditMode.SharedPool && cursor.Mode != head.Mode, withStanding: isAtHead, cancellation);
        using var times = new Statement((SqliteConnection)context.Database.GetDbConnection(), "SELECT recorded_at FROM transfers WHERE id = ?1", 1);
        var page = new JudgedPage(
            after, until, cursor.Mode, head.Mode == CreditMode.WorkspaceBudget ? new(TenantScopedId.Compose(tenant, head.ModeEra)) : null, known.RuleOf, transfer => times.Set(1, transfer.Value).ReadFirst(static row => row.Instant(0)), looks.Forget);
        var judge = new JudgeTransfers(trail, page, known.Changes);
        var mode = judge.Run(ranges);
        if (isAtHead)
        {
            End(known, review, head, cursor.Mode);
            await looks.RunAsync(context, head, known, [.. ranges.Select(static range => range.Account.Id.Value)], cancellation);
            mode = head.Mode;
        }

        return new(cursor.Transfers, last, cursor.Mode, mode, review, known.Changes, await BudgetFunding.ReadAsync(context, judge.Fundings, cancellation));
    }

    // What needs the books as they are now.
    private void End(KnownAlerts known, AlertReview review, TenantHead head, CreditMode before)
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        foreach (var account in known.Changes.Marked.Where(account => head.Mode == CreditMode.SharedPool && before != head.Mode && account != head.Primary))
        {
            known.Changes.Clear(account, now);
        }

        // An account that was deleted without credits left no transfer to judge.
        foreach (var over in known.Changes.Unresolved.Where(row => row.AccountId is { } id && known.Gone.Contains(id)))
        {
            known.Changes.Clear(new(over.AccountId!.Value), now);
            known.Changes.Resolve(over.Cause, now);
        }

        foreach (var account in review.Accounts.Where(account => AlertReview.IsMeant(account, head)))
        {
            var figures = new BalanceFigures(account.Available, account.Reserved, account.ReferenceBalance);
            var judgement = ThresholdRules.Judge(known.RuleOf(account.Id).Active, known.Changes.MarksOf(account.Id), figures);
            if (judgement.IsChange)
            {
                known.Changes.Apply(account.Id, judgement, figures, null, now);
            }
        }
    }

    private async Task<List<AlertNews>> WriteAsync(
        BluebearDbContext context, TenantId tenant, AlertTurn turn, LeaseTerm? term, CancellationToken cancellation)
    {
        await (term is null ? Task.CompletedTask : context.RequireLeaseAsync(term, cancellation));
        var cursor = await AlertStore.CursorAsync(context, tenant, cancellation);
        if (cursor.Transfers != turn.After)
        {
            // Another turn has judged these transfers.
            return [];
        }

        var now = Instants.Truncate(clock.GetUtcNow());
        if (turn.Mode != turn.ModeBefore)
        {
            var mode = AlertMessages.NameOf(turn.Mode);
            Outbox.Add(context, tenant, new(OutboxTypes.ModeChanged, $"Credit mode: {mode}", new JsonObject { ["mode"] = mode }.ToJsonString()), now);
        }

        foreach (var funding in turn.Fundings)
        {
            Outbox.Add(context, tenant, funding.Event, now);
        }

        (cursor.Transfers, cursor.Mode) = (turn.Last, turn.Mode);
        await WriteMarksAsync(context, tenant, turn.Changes, cancellation);
        await turn.Review.EndAsync(context, cancellation);
        return await AlertStore.WriteAsync(context, cursor, turn.Changes, now, cancellation);
    }

    private static async Task WriteMarksAsync(BluebearDbContext context, TenantId tenant, AlertChanges changes, CancellationToken cancellation)
    {
        var accounts = changes.Remarked.Select(static account => account.Value).ToList();
        var stored = await context.AlertMarks.AsTracking().Where(row => accounts.Contains(row.AccountId)).ToListAsync(cancellation);
        foreach (var account in changes.Remarked)
        {
            var wanted = changes.MarksOf(account).Select(static mark => mark.ToString()).ToHashSet();
            context.AlertMarks.RemoveRange(stored.Where(row => row.AccountId == account.Value && !wanted.Remove(row.Threshold)));
            context.AlertMarks.AddRange(wanted.Select(threshold => new AlertMarkRow { TenantId = tenant.Value, AccountId = account.Value, Threshold = threshold }));
        }
    }
}

/// <summary>What one turn decided.</summary>
/// <param name="After">The number of the last transfer judged before.</param>
/// <param name="Last">The number of the last transfer judged now.</param>
/// <param name="ModeBefore">The credit mode before it.</param>
/// <param name="Mode">The credit mode after it.</param>
/// <param name="Review">Rules that were applied to accounts as they stand.</param>
/// <param name="Changes">What to raise, resolve, mark.</param>
/// <param name="Fundings">Budgets that were funded.</param>
internal sealed record AlertTurn(long After, long Last, CreditMode ModeBefore, CreditMode Mode, AlertReview Review, AlertChanges Changes,
    IReadOnlyList<BudgetFunding> Fundings)
{
    /// <summary>True if something is to be written.</summary>
    public bool IsChange => Last != After || Mode != ModeBefore || Review.Rules.Count > 0 || Changes.Changes.Count > 0 || Changes.Remarked.Count > 0 || Changes.Woken.Count > 0;
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>Accounts that are judged as they stand, because their rule changed.</summary>
/// <param name="Accounts">The accounts of this turn.</param>
/// <param name="Rules">The changed rules as they were read, and how far each has come after this turn.</param>
internal sealed record AlertReview(IReadOnlyList<Account> Accounts, IReadOnlyList<(AlertRuleRow Read, long? Next)> Rules)
{
    /// <summary>No rule changed.</summary>
    public static AlertReview Nothing { get; } = new([], []);

    /// <summary>True for an account that still exists and whose balance means something.</summary>
    public static bool IsMeant(Account account, TenantHead head) => account.IsActive && LowBalances.IsMeant(account, head);

    /// <summary>Reads the accounts of the next turn.</summary>
    public static async Task<AlertReview> ReadAsync(BluebearDbContext context, TenantHead head, CancellationToken cancellation)
    {
        var changed = await context.AlertRules.Where(static row => row.ReviewFrom != null).OrderBy(static row => row.ScopeId)
            .Take(AlertRules.ReviewSize).ToListAsync(cancellation);
        if (changed.Count == 0)
        {
            return Nothing;
        }

        var own = changed.Select(static row => row.AccountId).OfType<long>().ToList();
        var rows = await context.Accounts.Where(row => own.Contains(row.Id)).ToListAsync(cancellation);
        var rules = changed.Where(static row => row.AccountId is not null).Select(static row => (row, (long?)null)).ToList();
        if (changed.Find(static row => row.AccountId is null) is { } tenant)
        {
            var page = await context.Accounts.Where(row => row.Id > tenant.ReviewFrom && row.Status == AccountStatus.Active)
                .OrderBy(static row => row.Id).Take(AlertRules.ReviewSize).ToListAsync(cancellation);
            rows = [.. rows.Concat(page).DistinctBy(static row => row.Id)];
            rules.Add((tenant, page.Count == AlertRules.ReviewSize ? page[^1].Id : null));
        }

        return new([.. rows.Select(AccountReads.ToAccount)], rules);
    }

    /// <summary>Notes how far the rules have come. A rule that was changed meanwhile begins again.</summary>
    public async Task EndAsync(BluebearDbContext context, CancellationToken cancellation)
    {
        var ids = Rules.Select(static rule => rule.Read.ScopeId).ToList();
        var stored = await context.AlertRules.AsTracking().Where(row => ids.Contains(row.ScopeId)).ToDictionaryAsync(static row => row.ScopeId, cancellation);
        foreach (var (read, next) in Rules)
        {
            if (stored.TryGetValue(read.ScopeId, out var row)
                && (row.ReviewFrom, row.Thresholds, row.KindsOff) == (read.ReviewFrom, read.Thresholds, read.KindsOff))
            {
                row.ReviewFrom = next;
            }
        }
    }
}

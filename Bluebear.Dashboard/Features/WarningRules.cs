using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>When to warn about each account of a tenant. Holds only the rules that differ from the tenant's.</summary>
public sealed class WarningRules
{
    private readonly Dictionary<long, AlertRule> _own;
    private readonly AlertRule _others;

    private WarningRules(AlertRule others, Dictionary<long, AlertRule> own) => (_others, _own) = (others, own);

    /// <summary>The rule of an account.</summary>
    public AlertRule Of(AccountId account) => _own.GetValueOrDefault(account.Value, _others);

    /// <summary>Reads them.</summary>
    public static async Task<WarningRules> ReadAsync(BluebearDbContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = await context.AlertRules.AsNoTracking().ToListAsync(cancellation);
        var tenant = rows.Find(static row => row.AccountId == null);
        return new(AlertRule.Of(null, tenant), rows.Where(static row => row.AccountId != null)
            .ToDictionary(static row => row.AccountId!.Value, row => AlertRule.Of(row, tenant)));
    }

    /// <summary>The rule of one account.</summary>
    public static async Task<AlertRule> OfAsync(BluebearDbContext context, AccountId account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = await context.AlertRules.AsNoTracking().Where(row => row.AccountId == null || row.AccountId == account.Value).ToListAsync(cancellation);
        return AlertRule.Of(rows.Find(static row => row.AccountId != null), rows.Find(static row => row.AccountId == null));
    }
}

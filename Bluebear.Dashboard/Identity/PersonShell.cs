using System.Collections.Concurrent;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Shell;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity;

/// <summary>
/// Fills the frame around every page with the caller, their company, its credit mode and the number of open alerts. Follows their changes.
/// </summary>
internal sealed class PersonShell(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, LedgerFeed feed, AlertFeed alerts)
    : IShell, IDisposable
{
    private readonly ConcurrentQueue<AlertNews> _raised = new();
    private IDisposable? _subscription;
    private IDisposable? _alerts;
    private bool _isGone;

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public async ValueTask<ShellView> LoadAsync(CancellationToken cancellationToken)
    {
        if (await callers.FindAsync(cancellationToken) is not { } caller)
        {
            return ShellView.SignedOut;
        }

        Follow(caller.Tenant);
        await using var context = contexts.ForTenant(caller.Tenant);
        var mode = await context.TenantHeads.Select(row => row.Mode).SingleAsync(cancellationToken);
        return new ShellView(caller.TenantName, InWords(mode), caller.DisplayName, caller.Role?.ToString() ?? "", caller.TimeZone,
            NoticeOf(caller))
        {
            OpenAlerts = await CountAsync(context, caller, cancellationToken),
            Raised = TakeRaised(caller),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isGone = true;
        _subscription?.Dispose();
        _alerts?.Dispose();
    }

    // The ledger changes a tenant's mode; changes of accounts do not matter here.
    private void Follow(TenantId tenant)
    {
        if (!_isGone)
        {
            _subscription ??= feed.Subscribe(tenant, static _ => false, _ =>
            {
                Changed?.Invoke();
                return Task.CompletedTask;
            });
            _alerts ??= alerts.Subscribe(tenant, news =>
            {
                foreach (var one in news.Where(static one => one.Event == AlertEvent.Raised))
                {
                    _raised.Enqueue(one);
                }

                Changed?.Invoke();
                return Task.CompletedTask;
            });
        }
    }

    private static Task<int> CountAsync(BluebearDbContext context, Caller caller, CancellationToken cancellation)
    {
        var (all, ids) = (caller.VisibleAccounts.IsAll, caller.VisibleAccounts.Ids);
        return context.Alerts.CountAsync(
            row => row.State == AlertState.Open && row.SnoozedUntil == null && !row.IsSnoozedUntilWorse
                && (all || (row.AccountId != null && ids.Contains(row.AccountId.Value))),
            cancellation);
    }

    private List<RaisedAlert> TakeRaised(Caller caller)
    {
        var taken = new List<RaisedAlert>();
        while (_raised.TryDequeue(out var news))
        {
            if (news.IsFor(caller))
            {
                taken.Add(new(news.Alert.WalletName ?? caller.TenantName, news.Alert.Message, DashboardUrls.Alert(news.Alert.Id)));
            }
        }

        return taken;
    }

    private static string? NoticeOf(Caller caller) => caller.UnknownTimeZone is { } name
        ? $"The company's time zone {name} is not known on the server. Days are counted in UTC until its time zone data is installed."
        : null;

    private static string InWords(CreditMode mode) => mode switch
    {
        CreditMode.SharedPool => "Shared Pool",
        CreditMode.WorkspaceBudget => "Workspace Budget",
    };
}

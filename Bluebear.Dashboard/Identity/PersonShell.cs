using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Shell;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity;

/// <summary>
/// Fills the frame around every page with the caller, their company and its credit mode. Follows changes of the mode.
/// </summary>
internal sealed class PersonShell(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, LedgerFeed feed)
    : IShell, IDisposable
{
    private IDisposable? _subscription;
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
            NoticeOf(caller));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isGone = true;
        _subscription?.Dispose();
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
        }
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

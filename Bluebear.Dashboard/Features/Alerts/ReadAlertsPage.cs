using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>The filters of the Alerts page as they stand in its URL; empty for none.</summary>
/// <param name="State"><c>acknowledged</c>, <c>resolved</c>; empty for open ones.</param>
/// <param name="Kind">A kind as the API writes it.</param>
/// <param name="Severity">A severity as the API writes it.</param>
/// <param name="Wallet">The public id of an account.</param>
/// <param name="Before">The public id of the alert that older ones follow.</param>
public sealed record AlertsQuery(string State, string Kind, string Severity, string Wallet, string Before)
{
    /// <summary>True if a filter beside the state is set.</summary>
    public bool IsFiltered => Kind.Length > 0 || Severity.Length > 0 || Wallet.Length > 0;

    /// <summary>The page of these filters.</summary>
    public string ToUrl()
    {
        var set = new[] { ("state", State), ("kind", Kind), ("severity", Severity), ("wallet", Wallet), ("before", Before) }
            .Where(static pair => pair.Item2.Length > 0).Select(static pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}").ToList();
        return set.Count == 0 ? DashboardUrls.Alerts : $"{DashboardUrls.Alerts}?{string.Join('&', set)}";
    }
}

/// <summary>The content of the Alerts page.</summary>
/// <param name="Lines">The alerts, newest first.</param>
/// <param name="Open">The number of open ones that the person may see.</param>
/// <param name="HasOlder">True if older ones follow.</param>
/// <param name="CanAcknowledge">Whether the person may acknowledge and snooze.</param>
/// <param name="CanSetRules">Whether the person may change thresholds.</param>
/// <param name="WalletName">The name of the account of the filter, or null.</param>
public sealed record AlertsView(
    IReadOnlyList<AlertLine> Lines, int Open, bool HasOlder, bool CanAcknowledge, bool CanSetRules, string? WalletName);

/// <summary>Reads the Alerts page. A team lead sees the alerts of the accounts they lead.</summary>
internal sealed class ReadAlertsPage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The largest number of alerts on one page.</summary>
    public const int PageSize = 100;

    /// <summary>The kinds to choose from, in alphabetical order.</summary>
    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        new("", "All kinds"),
        .. Enum.GetValues<AlertKind>().Select(static kind => new Choice(AlertMessages.NameOf(kind), AlertKindWords.Of(kind))).OrderBy(static choice => choice.Text, StringComparer.Ordinal),
    ];

    /// <summary>The severities to choose from.</summary>
    public static IReadOnlyList<Choice> Severities { get; } =
    [
        new("", "All severities"),
        .. Enum.GetValues<AlertSeverity>().OrderDescending().Select(static severity => new Choice(AlertMessages.NameOf(severity), AlertKindWords.Of(severity))),
    ];

    /// <summary>The page. A filter that means nothing is left out.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<AlertsView> RunAsync(AlertsQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var visible = db.VisibleAlerts(caller);
        var account = PublicId.TryParse(PublicId.Account, query.Wallet, out var wallet) && caller.CanSee(new(wallet)) ? new AccountId(wallet) : (AccountId?)null;
        var filter = new AlertFilter(
            AlertMessages.Parse<AlertState>(query.State) ?? AlertState.Open, AlertMessages.Parse<AlertKind>(query.Kind),
            AlertMessages.Parse<AlertSeverity>(query.Severity), account);
        var before = PublicId.TryParse(PublicId.Alert, query.Before, out var id) ? id : long.MaxValue;
        var rows = await visible.Matching(filter).Where(row => row.Id < before).OrderByDescending(static row => row.Id).Take(PageSize + 1).ToListAsync(cancellation);
        var ids = rows.Select(static row => row.AccountId).Append(account?.Value).OfType<long>().Distinct().ToList();
        var names = await db.Accounts.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, static row => row.Name, cancellation);
        return new(
            [.. rows.Take(PageSize).Select(row => AlertLine.Of(row, row.AccountId is { } of ? names[of] : caller.TenantName))],
            await visible.CountAsync(static row => row.State == AlertState.Open, cancellation),
            rows.Count > PageSize, caller.Can(Permission.AcknowledgeAlerts), caller.Can(Permission.SetAlertRules),
            account is { } named ? names.GetValueOrDefault(named.Value) : null);
    }
}

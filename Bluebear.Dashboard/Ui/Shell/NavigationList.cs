using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Shell;

/// <summary>A link of the main navigation.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Its URL, from the root.</param>
/// <param name="Icon">A name of <see cref="Controls.Icon"/>.</param>
/// <param name="Key">The letter that opens it after "g".</param>
/// <param name="Section">Its heading; empty for none.</param>
/// <param name="Roles">The roles that see it; empty for all.</param>
public sealed record NavigationEntry(string Text, string Href, string Icon, char Key, string Section = "", string[]? Roles = null);

/// <summary>The main navigation: the planned links, reduced to existing pages that the role may open.</summary>
public static class NavigationList
{
    private static readonly string[] Staff = ["FinanceAdmin", "Operator", "Auditor"];
    private static readonly string[] Administration = ["FinanceAdmin", "Auditor"];

    private static readonly NavigationEntry[] Planned =
    [
        new("Overview", DashboardUrls.Overview, "home", 'o'),
        new("Workspaces", DashboardUrls.Workspaces, "grid", 'w'),
        new("Usage", DashboardUrls.Usage, "chart", 'u'),
        new("Ledger", DashboardUrls.Ledger, "ledger", 'l'),
        new("Budgets", DashboardUrls.Budgets, "calendar", 'b'),
        new("Alerts", DashboardUrls.Alerts, "bell", 'a'),
        new("Requests", DashboardUrls.Requests, "inbox", 'r'),
        new("Denials", DashboardUrls.Denials, "denied", 'd'),
        new("Policies", DashboardUrls.Policies, "sliders", 'p', Roles: Staff),
        new("Reconciliation", DashboardUrls.Reconciliation, "check-circle", 'c', Roles: Staff),
        new("Teams", DashboardUrls.SettingsTeams, "wallet", 't', "Settings"),
        new("People", DashboardUrls.SettingsPeople, "people", 'e', "Settings", Administration),
        new("Keys", DashboardUrls.SettingsKeys, "key", 'k', "Settings", Administration),
        new("Prices", DashboardUrls.SettingsPrices, "tag", 'i', "Settings"),
        new("Notifications", DashboardUrls.SettingsNotifications, "mail", 'm', "Settings"),
        new("Consumer groups", DashboardUrls.SettingsConsumerGroups, "link", 'n', "Settings", Staff),
    ];

    private static readonly FrozenSet<string> Routes = typeof(NavigationList).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false))
        .Select(route => route.Template)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The links for a person with this role.</summary>
    public static IReadOnlyList<NavigationEntry> For(string role) => Select(role, Routes);

    internal static IReadOnlyList<NavigationEntry> Select(string role, IReadOnlySet<string> routes) =>
        [.. Planned.Where(entry => routes.Contains(entry.Href) && (entry.Roles is null || entry.Roles.Contains(role)))];
}

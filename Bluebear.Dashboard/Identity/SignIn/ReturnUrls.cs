namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Decides where to go after signing in.</summary>
internal static class ReturnUrls
{
    /// <summary>The URL with its query if it is one of this application's pages; otherwise the overview.</summary>
    /// <remarks>
    /// A path with a single leading slash cannot name another host. Browsers read a backslash as a slash and ignore control
    /// characters, so neither is allowed. The account pages are not worth returning to.
    /// </remarks>
    public static string LocalOrOverview(string? url) => IsLocal(url) ? url! : DashboardUrls.Overview;

    /// <summary>The same for a person with a start page of their own: they go there where no page but the overview was asked for.</summary>
    public static string LocalOrStart(string? url, string start) => LocalOrOverview(url) is var local && local == DashboardUrls.Overview ? start : local;

    private static bool IsLocal(string? url) =>
        url is { Length: > 0 } && url[0] == '/'
        && (url.Length == 1 || url[1] is not ('/' or '\\'))
        && !url.Any(character => char.IsControl(character) || character == '\\')
        && !url.StartsWith("/account/", StringComparison.OrdinalIgnoreCase);
}

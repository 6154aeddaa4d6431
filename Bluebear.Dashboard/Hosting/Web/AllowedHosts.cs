namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>
/// The setting <c>AllowedHosts</c>: the host names that the server answers to. The framework checks every request.
/// </summary>
internal static class AllowedHosts
{
    /// <summary>The setting's key.</summary>
    public const string Key = "AllowedHosts";

    private const string Any = "*";

    /// <summary>The names. "*" alone (the default) means any.</summary>
    public static IReadOnlyList<string> Of(IConfiguration configuration) =>
        (configuration[Key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } named
            ? named : [Any];

    /// <summary>The names that no host can have: with a scheme, a port, a path or a space.</summary>
    public static IEnumerable<string> Malformed(IConfiguration configuration) => Of(configuration).Where(static name =>
        name != Any && Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name.Trim('[', ']')) == UriHostNameType.Unknown);
}

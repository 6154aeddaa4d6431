using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Identity.Tenants;

/// <summary>Time zones by their IANA names.</summary>
public static partial class TimeZones
{
    /// <summary>The default time zone of a tenant.</summary>
    public const string Default = "UTC";

    /// <summary>
    /// The zone with that IANA name ("Europe/Berlin"). False for any other text, such as a Windows name or a path.
    /// </summary>
    public static bool TryFind(string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        if (name is not null && Shape().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId)
        {
            return true;
        }

        zone = null;
        return false;
    }

    /// <summary>
    /// The zone of a tenant, for counting days. UTC if this machine does not know the name, so that usage can still be recorded
    /// and read.
    /// </summary>
    /// <param name="name">The name of the tenant's zone.</param>
    /// <param name="isKnown">False if UTC is used instead.</param>
    public static TimeZoneInfo Of(string? name, out bool isKnown)
    {
        isKnown = TryFind(name, out var zone);
        return zone ?? TimeZoneInfo.Utc;
    }

    /// <inheritdoc cref="Of(string?, out bool)"/>
    public static TimeZoneInfo Of(string? name) => Of(name, out _);

    /// <summary>The names to choose from, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => zone.Id).Append(Default)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})\z")]
    private static partial Regex Shape();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Hosting.Settings;

/// <summary>Checks whether a text converts to the type of a setting, so that binding cannot fail later.</summary>
internal static partial class SettingValues
{
    /// <summary>
    /// What is wrong with the text, or null if it converts. An empty text means "not set" if the type allows that.
    /// </summary>
    public static string? Problem(Type type, string? text)
    {
        var plain = Nullable.GetUnderlyingType(type);
        if (type == typeof(string) || (string.IsNullOrEmpty(text) && plain is not null))
        {
            return null;
        }

        return Expectation(plain ?? type, text ?? "") is { } expectation ? $"is {expectation}: \"{text}\"" : null;
    }

    private static string? Expectation(Type type, string text) => type switch
    {
        { IsEnum: true } => Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase)
            ? null : $"not one of {string.Join(", ", Enum.GetNames(type))}",
        _ when type == typeof(bool) => bool.TryParse(text, out _) ? null : "neither true nor false",
        _ when type == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? null : "not a whole number",
        _ when type == typeof(long) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? null : "not a whole number",
        _ when type == typeof(decimal) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
            ? null : "no number",
        _ when type == typeof(TimeSpan) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? null : "not a duration as hh:mm:ss",
        _ when type == typeof(DateTimeOffset) => Rfc3339().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? null : "not an instant as 2026-01-31T09:00:00Z",
        _ => throw new NotSupportedException($"Settings of type {type} are not supported."),
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Rfc3339();
}

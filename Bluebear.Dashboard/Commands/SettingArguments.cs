using System.Text.RegularExpressions;

namespace Bluebear.Dashboard.Commands;

/// <summary>Separates settings on the command line from the command itself.</summary>
internal static partial class SettingArguments
{
    /// <summary>
    /// Takes out what .NET's configuration reads: <c>--Section:Key=value</c> or <c>--Section:Key value</c> (sections start with a
    /// capital letter, our options do not), <c>--urls</c> and <c>--environment</c>. Ignores everything after <c>--</c>.
    /// </summary>
    /// <returns>The settings, each as one argument, and the other arguments.</returns>
    public static (string[] Settings, string[] Others) Split(IReadOnlyList<string> arguments)
    {
        List<string> settings = [];
        List<string> others = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--")
            {
                others.AddRange(arguments.Skip(i));
                break;
            }

            if (!Setting().IsMatch(arguments[i]))
            {
                others.Add(arguments[i]);
            }
            else if (arguments[i].Contains('=', StringComparison.Ordinal) || i + 1 == arguments.Count)
            {
                settings.Add(arguments[i]);
            }
            else
            {
                settings.Add($"{arguments[i]}={arguments[++i]}");
            }
        }

        return ([.. settings], [.. others]);
    }

    [GeneratedRegex(@"^--(([A-Z][A-Za-z0-9]*(:[A-Za-z0-9.]+)+)|urls|environment)(=|\z)")]
    private static partial Regex Setting();
}

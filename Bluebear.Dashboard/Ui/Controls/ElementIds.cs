using System.Globalization;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>Ids that tie labels, hints and popovers to their elements.</summary>
public static class ElementIds
{
    private static long _last;

    /// <summary>An id that no other element of this process has.</summary>
    public static string Next(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"bb-{prefix}-{Interlocked.Increment(ref _last)}");
}

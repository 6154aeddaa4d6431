using System.Globalization;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>Ids that connect labels, hints and popovers with their elements.</summary>
public static class ElementIds
{
    private static long _last;

    /// <summary>An id that is unique in this process.</summary>
    public static string Next(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"bb-{prefix}-{Interlocked.Increment(ref _last)}");
}

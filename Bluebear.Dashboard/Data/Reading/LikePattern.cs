namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Patterns for LIKE, which ignores the case of ASCII letters. Wildcards in the text are texts.</summary>
internal static class LikePattern
{
    /// <summary>The escape character, to be named in each comparison.</summary>
    public const string Escape = "\\";

    /// <summary>Fits what contains the text.</summary>
    public static string Containing(string text) => $"%{Exactly(text)}%";

    /// <summary>Fits the text alone.</summary>
    public static string Exactly(string text) => text.Replace(Escape, Escape + Escape, StringComparison.Ordinal)
        .Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal);
}

namespace Bluebear.Dashboard.Features.Search;

/// <summary>How well a name fits what was typed. Pure.</summary>
internal static class NameMatch
{
    /// <summary>The value for a name that does not fit.</summary>
    public const int None = int.MaxValue;

    /// <summary>0 for the name itself, then its beginning, then the beginning of a word, then any part; otherwise <see cref="None"/>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">What was typed, trimmed. Several words must all be in the name.</param>
    public static int Of(string? name, string text)
    {
        if (name is null || text.Length == 0)
        {
            return None;
        }

        if (name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        {
            return name.Length == text.Length ? 0 : 1;
        }

        var at = name.IndexOf(text, StringComparison.OrdinalIgnoreCase);
        if (at > 0)
        {
            return char.IsLetterOrDigit(name[at - 1]) ? 3 : 2;
        }

        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } words
            && Array.TrueForAll(words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 4 : None;
    }

    /// <summary>The best of some, the best first, then by name.</summary>
    public static IEnumerable<T> Best<T>(IEnumerable<T> all, string text, Func<T, IEnumerable<string?>> names, int most) => all
        .Select(one => (One: one, Rank: names(one).Min(name => Of(name, text))))
        .Where(static found => found.Rank != None)
        .OrderBy(static found => found.Rank).ThenBy(found => names(found.One).First(), StringComparer.OrdinalIgnoreCase)
        .Take(most).Select(static found => found.One);
}

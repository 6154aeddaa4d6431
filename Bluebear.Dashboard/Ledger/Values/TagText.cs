using System.Text.Json;

namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>A request's tags as one text, so that they can be interned: a JSON object with its names in order.</summary>
public static class TagText
{
    /// <summary>The text; null if there are no tags.</summary>
    public static string? Of(IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return tags.Count == 0 ? null : JsonSerializer.Serialize(new SortedDictionary<string, string>(
            tags.ToDictionary(static tag => tag.Key, static tag => tag.Value), StringComparer.Ordinal));
    }

    /// <summary>The tags of a text that <see cref="Of"/> wrote; none for null and for an erased text.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string? text)
    {
        try
        {
            return text is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        }
        catch (JsonException)
        {
            return new Dictionary<string, string>();
        }
    }
}

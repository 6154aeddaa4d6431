using System.Text.Json;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>What is wrong with a body, in words for the person who programs the client.</summary>
internal static class JsonProblems
{
    // The reader's own words for a member that the type does not have; a test holds them.
    private const string NotMapped = "could not be mapped to any .NET member";

    // A name is repeated in the answer: at most so much of it.
    private const int LongestName = 100;

    /// <summary>Says that a body has no member of that name.</summary>
    public static string Unknown(string name) => $"There is no member {Cut(name)} here. Check its spelling.";

    /// <summary>As much of a name as an answer repeats.</summary>
    public static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName] + "...";

    /// <summary>The member at fault (<c>price.amount</c>; empty for the whole body) and what is wrong with it.</summary>
    public static (string Field, string Message) Of(JsonException json)
    {
        // "$.price.amount", "$['odd name']", "$.allocations[0].wallet"; the whole body is "$".
        var field = json.Path is { Length: > 2 } path ? Cut(path[2..]) : "";
        return (field, json switch
        {
            UnreadableValueException => json.Message,
            _ when json.Message.Contains(NotMapped, StringComparison.Ordinal) => Unknown(field),
            _ => "This is not what is expected here: the wrong type, or no JSON.",
        });
    }
}

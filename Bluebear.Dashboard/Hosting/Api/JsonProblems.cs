using System.Text.Json;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Explains what is wrong with a body to the client's developer.</summary>
internal static class JsonProblems
{
    // The JSON reader's words for an unknown member. A test checks them.
    private const string NotMapped = "could not be mapped to any .NET member";

    // The answer repeats at most this much of a name.
    private const int LongestName = 100;

    /// <summary>The message for an unknown member.</summary>
    public static string Unknown(string name) => $"There is no member {Cut(name)} here. Check its spelling.";

    /// <summary>The part of a name that an answer repeats.</summary>
    public static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName] + "...";

    /// <summary>The wrong member (<c>price.amount</c>; empty for the whole body) and what is wrong with it.</summary>
    public static (string Field, string Message) Of(JsonException json)
    {
        // "$.price.amount", "$['odd name']", "$.allocations[0].wallet"; the whole body is "$".
        var field = json.Path is { Length: > 2 } path ? Cut(path[2..]) : "";
        return (field, json switch
        {
            UnreadableValueException => json.Message,
            _ when json.Message.Contains(NotMapped, StringComparison.Ordinal) => Unknown(field),
            _ => "This value has the wrong type, or is not JSON.",
        });
    }
}

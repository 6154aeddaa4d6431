using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Checks, without throwing, whether a JSON object can be read as a body, and why not.</summary>
/// <remarks>
/// For many bodies in one request, most of which may be wrong. The serializer may still refuse what this accepts.
/// </remarks>
internal static class JsonCheck
{
    private const string WrongType = "This value has the wrong type.";

    /// <summary>
    /// The first error of the bytes as a body of a type: the member ("" for the whole body) and the message; null if there is
    /// none.
    /// </summary>
    public static (string Field, string Message)? ProblemOf(ReadOnlySpan<byte> json, JsonTypeInfo body)
    {
        var options = body.Options;
        if (!JsonSyntax.IsValue(json, options.MaxDepth))
        {
            return ("", "The line is not JSON.");
        }

        var reader = new Utf8JsonReader(json, new() { MaxDepth = options.MaxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return ("", "The line must be a JSON object.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var problem = !seen.Add(name) ? "This member is given twice."
                : Find(body, name) is { } member ? ProblemOf(ref reader, member.PropertyType, options)
                : JsonProblems.Unknown(name);
            if (problem is not null)
            {
                return (JsonProblems.Cut(name), problem);
            }
        }

        return null;
    }

    private static JsonPropertyInfo? Find(JsonTypeInfo body, string name)
    {
        foreach (var member in body.Properties)
        {
            if (member.Name == name)
            {
                return member;
            }
        }

        return null;
    }

    // Leaves the reader on the last token of the value.
    private static string? ProblemOf(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var inner = Nullable.GetUnderlyingType(type);
        if (reader.TokenType == JsonTokenType.Null)
        {
            return inner is null && type.IsValueType ? WrongType : null;
        }

        type = inner ?? type;
        if (options.GetConverter(type) is IValueCheck check)
        {
            var problem = check.ProblemOf(ref reader);
            reader.Skip();
            return problem;
        }

        if (type == typeof(Dictionary<string, string?>))
        {
            return ProblemOfTexts(ref reader);
        }

        var fits = type == typeof(string) ? reader.TokenType == JsonTokenType.String
            : type == typeof(bool) ? reader.TokenType is JsonTokenType.True or JsonTokenType.False
            : type != typeof(long) || (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _));
        reader.Skip();
        return fits ? null : WrongType;
    }

    private static string? ProblemOfTexts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return WrongType;
        }

        string? problem = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNew = seen.Add(reader.GetString()!);
            reader.Read();
            problem ??= isNew && reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? null : WrongType;
            reader.Skip();
        }

        return problem;
    }
}

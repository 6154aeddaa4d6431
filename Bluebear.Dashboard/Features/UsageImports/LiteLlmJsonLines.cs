using System.Text.Json;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>LiteLLM spend logs as JSON lines: an object on each line, no header.</summary>
internal static class LiteLlmJsonLines
{
    public static IEnumerable<ImportedLine> Read(TextReader text)
    {
        var keys = new ContentKeys(UsageFormat.LiteLlm);
        foreach (var (number, line) in BoundedLines.Read(text))
        {
            if (line is null)
            {
                yield return new RefusedLine(number, $"has more than {BoundedLines.MaxLength} characters");
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ReadLine(number, line, keys);
            }
        }
    }

    private static ImportedLine ReadLine(long number, string line, ContentKeys keys)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? LiteLlmRow.Read(number, keys, name => Field(document.RootElement, name))
                : new RefusedLine(number, "is not a JSON object");
        }
        catch (JsonException)
        {
            return new RefusedLine(number, "is not a JSON object");
        }
        catch (FieldException problem)
        {
            return new RefusedLine(number, problem.Message);
        }
    }

    private static string? Field(JsonElement log, string name)
    {
        if (!log.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => Text(value) is { Length: > 0 } text ? text : null,
            JsonValueKind.Number or JsonValueKind.Object => value.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw new FieldException($"{name} is neither a text nor a number"),
        };
    }

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A surrogate half cannot be stored as text.
            return "\uFFFD";
        }
    }
}

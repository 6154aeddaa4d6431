using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>
/// Python's way to print dictionaries, as text of JSON: <c>{'a': None, 'b': (1, True)}</c>. Pandas and <c>str()</c> write it in place
/// of JSON.
/// </summary>
internal static class PythonText
{
    /// <summary>The same in JSON, perhaps with commas at the end of lists.</summary>
    /// <returns>Null for a text that has anything but dictionaries, lists, tuples, strings, numbers, True, False and None.</returns>
    public static string? ToJson(string text)
    {
        var json = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            if (!TryTake(text, ref at, json))
            {
                return null;
            }
        }

        return json.ToString();
    }

    private static bool TryTake(string text, ref int at, StringBuilder json)
    {
        var character = text[at];
        if (character is '\'' or '"')
        {
            return TryTakeText(text, ref at, json);
        }

        if (char.IsAsciiLetter(character))
        {
            return TryTakeWord(text, ref at, json);
        }

        json.Append(character switch { '(' => '[', ')' => ']', _ => character });
        at++;
        return true;
    }

    private static bool TryTakeWord(string text, ref int at, StringBuilder json)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        var word = text.AsSpan(at, end - at);
        var value = word switch
        {
            "True" or "true" => "true",
            "False" or "false" => "false",
            "None" or "null" or "nan" or "NaN" or "inf" => "null",
            "u" or "b" or "r" when end < text.Length && text[end] is '\'' or '"' => "",
            "e" or "E" when at > 0 && char.IsAsciiDigit(text[at - 1]) => "e",
            _ when word[0] is 'e' or 'E' && at > 0 && char.IsAsciiDigit(text[at - 1]) => word.ToString(),
            _ => null,
        };
        json.Append(value);
        at = end;
        return value is not null;
    }

    private static bool TryTakeText(string text, ref int at, StringBuilder json)
    {
        var quote = text[at++];
        var value = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                TakeEscape(text, ref at, value);
            }
            else
            {
                value.Append(text[at++]);
            }
        }

        var isClosed = at < text.Length;
        at++;
        json.Append('"').Append(JsonEncodedText.Encode(value.ToString())).Append('"');
        return isClosed;
    }

    private static void TakeEscape(string text, ref int at, StringBuilder value)
    {
        var escape = text[at++];
        var digits = escape switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && at + digits <= text.Length
            && int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
        {
            value.Append(new Rune(code).ToString());
            at += digits;
            return;
        }

        _ = escape switch
        {
            'n' => value.Append('\n'),
            'r' => value.Append('\r'),
            't' => value.Append('\t'),
            '\\' or '\'' or '"' => value.Append(escape),
            _ => value.Append('\\').Append(escape),
        };
    }
}

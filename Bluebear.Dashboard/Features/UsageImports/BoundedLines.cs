using System.Text;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>The lines of a text with a length limit, so that a file without line breaks cannot fill the memory.</summary>
internal static class BoundedLines
{
    /// <summary>The longest line, in characters.</summary>
    public const int MaxLength = 4_000_000;

    /// <summary>The lines, numbered from 1; null for a line that is too long.</summary>
    public static IEnumerable<(long Number, string? Text)> Read(TextReader text)
    {
        var buffer = new char[16 * 1024];
        var line = new StringBuilder();
        var (number, isTooLong, hasText) = (1L, false, false);
        while (text.Read(buffer) is > 0 and var count)
        {
            for (var start = 0; start < count;)
            {
                var found = Array.IndexOf(buffer, '\n', start, count - start);
                var end = found < 0 ? count : found;
                isTooLong |= line.Length + (end - start) > MaxLength;
                _ = isTooLong ? line.Clear() : line.Append(buffer, start, end - start);
                hasText = true;
                start = end + 1;
                if (found >= 0)
                {
                    yield return (number, isTooLong ? null : line.ToString().TrimEnd('\r'));
                    _ = line.Clear();
                    (number, isTooLong, hasText) = (number + 1, false, false);
                }
            }
        }

        if (hasText)
        {
            yield return (number, isTooLong ? null : line.ToString().TrimEnd('\r'));
        }
    }
}

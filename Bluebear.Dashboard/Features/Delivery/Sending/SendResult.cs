namespace Bluebear.Dashboard.Features.Delivery.Sending;

/// <summary>How an attempt to deliver ended.</summary>
/// <param name="End">How.</param>
/// <param name="Status">The status of the answer, of HTTP or SMTP; null if there was none.</param>
/// <param name="Answer">The answer in one line of at most <see cref="MostAnswer"/> characters, or why there was none.</param>
internal sealed record SendResult(SendEnd End, int? Status, string Answer)
{
    /// <summary>The longest answer that is kept, in characters.</summary>
    public const int MostAnswer = 300;

    /// <summary>How long the other side asks to wait before the next attempt, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The text in one printable line, cut short.</summary>
    public static string Line(string text)
    {
        var cut = text.Length <= MostAnswer ? text : text[..MostAnswer];
        return string.Concat(cut.Select(static character => char.IsControl(character) || char.IsSurrogate(character) ? ' ' : character)).Trim();
    }
}

/// <summary>How an attempt ended. A closed set.</summary>
internal enum SendEnd
{
    /// <summary>The other side took it.</summary>
    Delivered,

    /// <summary>It failed and is tried again.</summary>
    Failed,

    /// <summary>It failed for good.</summary>
    Refused,

    /// <summary>The endpoint says that it is gone for good, and is turned off.</summary>
    Gone,
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bluebear.Dashboard.Data.Model.Delivery;

namespace Bluebear.Dashboard.Features.Delivery.Mail;

/// <summary>A mail's words: what happened, as text and as HTML. Names in it are text and nothing else.</summary>
/// <param name="Subject">One printable line.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The same as HTML.</param>
internal sealed record MailWords(string Subject, string Text, string Html)
{
    private const int MaxSubject = 200;

    /// <summary>The words for one event, or for many at once.</summary>
    /// <param name="events">What happened, oldest first; at least one.</param>
    /// <param name="links">The link to what an event is about, or null.</param>
    /// <param name="settings">The link to where a person chooses what is mailed, or null.</param>
    public static MailWords Of(IReadOnlyList<OutboxEventRow> events, Func<OutboxEventRow, string?> links, string? settings)
    {
        List<Item> items = [.. events.Select(row => new Item(Line(row.Subject), DetailOf(row), links(row)))];
        var subject = Line(items.Count == 1 ? items[0].Title : Summary(events));
        return new(subject.Length > MaxSubject ? subject[..MaxSubject] : subject, TextOf(items, settings), HtmlOf(items, settings));
    }

    private static string Summary(IReadOnlyList<OutboxEventRow> events)
    {
        var count = events.Count.ToString(CultureInfo.InvariantCulture);
        var kinds = events.Select(static row => row.Kind).Distinct().ToList();
        return events.All(static row => row.Type == OutboxTypes.AlertRaised)
            ? kinds is [{ } kind] ? $"{count} alerts: {kind.Replace('_', ' ')}" : $"{count} alerts"
            : $"{count} notices";
    }

    private static string TextOf(List<Item> items, string? settings)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            text.Append(items.Count > 1 ? "- " : "").AppendLine(item.Title);
            foreach (var line in item.Details.Append(item.Link).OfType<string>())
            {
                text.Append(items.Count > 1 ? "  " : "").AppendLine(line);
            }
        }

        if (settings is not null)
        {
            text.AppendLine().Append("Choose what you are mailed: ").AppendLine(settings);
        }

        return text.ToString();
    }

    private static string HtmlOf(List<Item> items, string? settings)
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><body style=\"font-family:sans-serif;font-size:15px;line-height:1.5;color:#1c2433\">");
        foreach (var item in items)
        {
            html.Append("<p><strong>").Append(Encode(item.Title)).Append("</strong>");
            foreach (var line in item.Details)
            {
                html.Append("<br>").Append(Encode(line));
            }

            if (item.Link is { } link)
            {
                html.Append("<br><a href=\"").Append(Encode(link)).Append("\">Open in Bluebear</a>");
            }

            html.Append("</p>");
        }

        if (settings is not null)
        {
            html.Append("<p style=\"color:#5b6577;font-size:13px\"><a href=\"").Append(Encode(settings)).Append("\">Choose what you are mailed</a></p>");
        }

        return html.Append("</body></html>").ToString();
    }

    private static List<string> DetailOf(OutboxEventRow row)
    {
        using var json = JsonDocument.Parse(row.Data);
        var data = json.RootElement;
        return row.Type switch
        {
            OutboxTypes.AlertRaised or OutboxTypes.AlertResolved => [.. Said(data, "message").Where(line => !row.Subject.Contains(line, StringComparison.Ordinal))],
            OutboxTypes.RequestFiled => [.. Said(data, "reason").Select(static reason => $"Reason: {reason}")],
            OutboxTypes.RequestAnswered => [.. Said(data, "denial_reason").Select(static reason => $"Reason: {reason}")],
            DeliveryEvents.EndpointOff => [.. Said(data, "url"), .. Said(data, "reason"), "Nothing more is sent there until it is turned on again."],
            _ => [],
        };
    }

    private static IEnumerable<string> Said(JsonElement data, string member) =>
        data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && Line(value.GetString()!) is { Length: > 0 } line ? [line] : [];

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    // A name with line breaks in it stays on its line, and cannot begin a header.
    private static string Line(string text) => string.Concat(text.Select(static character => char.IsControl(character) ? ' ' : character)).Trim();

    private sealed record Item(string Title, List<string> Details, string? Link);
}

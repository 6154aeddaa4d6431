using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bluebear.Dashboard.Data.Model.Delivery;

namespace Bluebear.Dashboard.Features.Delivery.Webhooks;

/// <summary>A message to an endpoint: the same id and the same bytes at each attempt.</summary>
/// <param name="Id">Its id, unique to the event.</param>
/// <param name="Body">JSON in UTF-8.</param>
internal sealed record WebhookMessage(string Id, byte[] Body)
{
    private const string Sequence = "sequence";
    private const string TestType = "test";

    // Nobody puts these bytes into a page; names stay readable.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message of an event.</summary>
    /// <param name="row">The event.</param>
    /// <param name="format">What the endpoint takes.</param>
    /// <param name="link">Where a person reads more, or null.</param>
    public static WebhookMessage Of(OutboxEventRow row, WebhookFormat format, string? link)
    {
        var id = PublicId.Format(PublicId.Event, row.Id);
        return format == WebhookFormat.Slack ? new(id, SlackText(row.Subject, link)) : new(id, Event(row));
    }

    /// <summary>A message that tries an endpoint.</summary>
    /// <param name="endpoint">The endpoint's public id.</param>
    /// <param name="format">What it takes.</param>
    /// <param name="now">When it is sent.</param>
    public static WebhookMessage Test(string endpoint, WebhookFormat format, DateTimeOffset now)
    {
        var id = "evt_test_" + RandomNumberGenerator.GetHexString(24, lowercase: true);
        return new(id, format == WebhookFormat.Slack
            ? SlackText("Bluebear can reach this channel. This is a test.", null)
            : Json(TestType, now, writer => writer.WriteString("webhook_id", endpoint)));
    }

    private static byte[] Event(OutboxEventRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return Json(row.Type, row.CreatedAt, writer =>
        {
            foreach (var member in data.RootElement.EnumerateObject().Where(static member => member.Name != Sequence))
            {
                member.WriteTo(writer);
            }

            writer.WriteNumber(Sequence, TenantScopedId.NumberOf(row.Id));
        });
    }

    private static byte[] Json(string type, DateTimeOffset at, Action<Utf8JsonWriter> data) => Write(writer =>
    {
        writer.WriteString("type", type);
        writer.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
        writer.WriteStartObject("data");
        data(writer);
        writer.WriteEndObject();
    });

    private static byte[] SlackText(string text, string? link) =>
        Write(writer => writer.WriteString("text", link is null ? Escape(text) : $"{Escape(text)}\n<{link}|Open in Bluebear>"));

    // The three characters that mean something in such a text. So a name is neither a link nor a mention.
    private static string Escape(string text) => string.Concat(text.Select(static character => char.IsControl(character) ? ' ' : character))
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}

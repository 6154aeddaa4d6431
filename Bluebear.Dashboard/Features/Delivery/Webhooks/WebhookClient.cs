using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Microsoft.Extensions.Options;
using Microsoft.Security.AntiSSRF;

namespace Bluebear.Dashboard.Features.Delivery.Webhooks;

/// <summary>Posts signed messages to endpoints. Follows no redirect, keeps no cookie, uses no proxy. Singleton.</summary>
/// <remarks>Each connection is checked when its name has resolved: it goes to a public address or is not opened.</remarks>
internal sealed class WebhookClient : IDisposable
{
    /// <summary>The longest time for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    /// <summary>Creates it.</summary>
    public WebhookClient(IOptions<WebhookOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _http = new(options.Value.AllowPrivateAddresses ? Open() : PublicOnly()) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Bluebear-Webhooks/1");
    }

    /// <summary>Tries to deliver a message once.</summary>
    /// <param name="url">The endpoint.</param>
    /// <param name="message">The message.</param>
    /// <param name="keys">The keys that sign it; the current one first.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<SendResult> PostAsync(string url, WebhookMessage message, IReadOnlyList<byte[]> keys, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        using var request = Request(url, message, keys);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ResultAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(SendEnd.Failed, null, $"No answer within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception exception) when (exception is HttpRequestException or AntiSSRFException or IOException)
        {
            return new(SendEnd.Failed, null, Why(exception));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(string url, WebhookMessage message, IReadOnlyList<byte[]> keys)
    {
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSecret.Sign(keys, message.Id, timestamp, message.Body));
        return request;
    }

    private async Task<SendResult> ResultAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new(SendEnd.Delivered, status, ""),
            HttpStatusCode.Gone => new(SendEnd.Gone, status, "The endpoint says that it is gone for good."),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new(SendEnd.Failed, status, "A redirect, which is not followed."),
            _ => new(SendEnd.Failed, status, await TextAsync(response, cancellation)) { RetryAfter = RetryAfter(response) },
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) ? null
        : response.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } date } => date - _clock.GetUtcNow(),
            _ => null,
        };

    // Reads no more than is kept. An answer that does not come is none.
    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var bytes = new byte[SendResult.MostAnswer];
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
            return SendResult.Line(Encoding.UTF8.GetString(bytes, 0, count));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return "";
        }
    }

    private static string Why(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AntiSSRFException)
            {
                return "The name leads to this machine or to a private network. Nothing was sent.";
            }
        }

        return SendResult.Line(exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
            ? "The name of the host was not found." : exception.InnerException?.Message ?? exception.Message);
    }

    private static SocketsHttpHandler Open() =>
        new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = ConnectionLife };

    private static AntiSSRFHandler PublicOnly()
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest);
        policy.AddDeniedAddresses(WebhookAddresses.FurtherDenied);
        var handler = policy.GetHandler();
        (handler.AllowAutoRedirect, handler.UseCookies, handler.PooledConnectionLifetime) = (false, false, ConnectionLife);
        return handler;
    }
}

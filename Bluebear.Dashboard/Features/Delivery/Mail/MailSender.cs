using System.Net.Sockets;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features.Delivery.Sending;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Bluebear.Dashboard.Features.Delivery.Mail;

/// <summary>Sends mails by the configured server. Singleton.</summary>
internal sealed class MailSender(IOptions<SmtpOptions> options, PublicAddress address, TimeProvider clock)
{
    private const int FirstFinal = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Tries to send a mail once.</summary>
    /// <param name="email">Who gets it.</param>
    /// <param name="events">What it tells, oldest first.</param>
    /// <param name="id">Its own id, the same at each attempt.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<SendResult> SendAsync(string email, IReadOnlyList<OutboxEventRow> events, string id, CancellationToken cancellation)
    {
        var words = MailWords.Of(events, address.LinkOf, address.Link(DashboardUrls.SettingsNotifications));
        return await SendAsync(Message(email, words, id), cancellation);
    }

    private async Task<SendResult> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        if (!options.Value.IsSet)
        {
            return new(SendEnd.Refused, null, "Email is not set up.");
        }

        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await DeliverAsync(message, either.Token);
        }
        catch (SmtpCommandException refused)
        {
            var status = (int)refused.StatusCode;
            return new(status >= FirstFinal ? SendEnd.Refused : SendEnd.Failed, status, SendResult.Line(refused.Message));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(SendEnd.Failed, null, $"The mail server did not answer within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception exception) when (exception is IOException or SocketException or ProtocolException or AuthenticationException
            or SslHandshakeException or NotSupportedException or TimeoutException)
        {
            return new(SendEnd.Failed, null, SendResult.Line(exception.Message));
        }
    }

    private async Task<SendResult> DeliverAsync(MimeMessage message, CancellationToken cancellation)
    {
        var settings = options.Value;
        using var client = new SmtpClient();
        await client.ConnectAsync(
            settings.Host, settings.Port, settings.Tls == SmtpTls.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellation);
        if (settings.User.Length > 0)
        {
            await client.AuthenticateAsync(settings.User, settings.Password, cancellation);
        }

        var answer = await client.SendAsync(message, cancellation);
        await client.DisconnectAsync(true, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new(SendEnd.Delivered, (int)SmtpStatusCode.Ok, SendResult.Line(answer));
    }

    private MimeMessage Message(string email, MailWords words, string id)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var message = new MimeMessage
        {
            Subject = words.Subject,
            Date = clock.GetUtcNow(),
            MessageId = $"{id}@{(from.Domain.Length > 0 ? from.Domain : "localhost")}",
            Body = new BodyBuilder { TextBody = words.Text, HtmlBody = words.Html }.ToMessageBody(),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress("", email));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}

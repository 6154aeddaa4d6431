using System.Buffers;
using System.Collections.Concurrent;
using Bluebear.Dashboard.Tests.Support;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>A mail server of a test's own, which keeps what it takes.</summary>
internal sealed class MailTrap : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public MailTrap()
    {
        Port = FreePort.Find();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Port(Port)).Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(this);
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Taken { get; } = new();

    /// <summary>What it answers from now on, one after the other; then it takes everything.</summary>
    public ConcurrentQueue<SmtpResponse> Answers { get; } = new();

    public int Asked { get; private set; }

    /// <summary>The settings that lead to it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Smtp:From"] = "Bluebear <credits@bluebear.example.com>",
        ["Smtp:Tls"] = "None",
    };

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        Asked++;
        if (Answers.TryDequeue(out var answer))
        {
            return answer;
        }

        using var stream = new MemoryStream(buffer.ToArray());
        Taken.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
        return SmtpResponse.Ok;
    }

    /// <summary>Takes no more connections.</summary>
    public async Task CloseAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _stop.Dispose();
    }
}

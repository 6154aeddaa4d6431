using System.Security.Cryptography;
using Bluebear.Dashboard.Features.Delivery.Mail;
using Bluebear.Dashboard.Features.Delivery.Webhooks;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Features.Delivery.Sending;

/// <summary>Sends claimed deliveries beside each other: at most two to one endpoint, and none waits for a slow one. Singleton.</summary>
internal sealed class DeliverySends(
    DeliveryStore store, WebhookClient webhooks, WebhookSecret secrets, MailSender mails, PublicAddress address, DeliveryMeter meter, DueWorkBell bell,
    TimeProvider clock, ILogger<DeliverySends> logger) : IHostedService, IDisposable
{
    /// <summary>The largest number of sends to one endpoint, or to the mail server, at a time.</summary>
    public const int MostInLane = 2;

    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _lanes = [];
    private readonly HashSet<Task> _running = [];

    /// <summary>The endpoints to which nothing more may go now; 0 is the mail server.</summary>
    public IReadOnlyCollection<long> Busy
    {
        get
        {
            lock (_gate)
            {
                return [.. _lanes.Where(static lane => lane.Value >= MostInLane).Select(static lane => lane.Key)];
            }
        }
    }

    /// <summary>True if nothing is on its way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _lanes.Count == 0;
            }
        }
    }

    /// <summary>How many more may go to an endpoint now.</summary>
    public int FreeIn(long lane)
    {
        lock (_gate)
        {
            return MostInLane - _lanes.GetValueOrDefault(lane);
        }
    }

    /// <summary>Begins to send. False if the endpoint has enough, or the application ends: the caller gives the claim back.</summary>
    public bool TryBegin(Claim claim)
    {
        lock (_gate)
        {
            if (!TryEnter(claim.Lane))
            {
                return false;
            }

            var sending = Task.Run(() => RunAsync(claim));
            _running.Add(sending);
            sending.ContinueWith(Forget, TaskScheduler.Default);
            return true;
        }
    }

    /// <summary>Sends a message outside of any delivery, within the same limit for its endpoint; null if it has enough.</summary>
    public async Task<SendResult?> TryAsync(long lane, Func<CancellationToken, Task<SendResult>> send, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!TryEnter(lane))
            {
                return null;
            }
        }

        try
        {
            return await send(cancellation);
        }
        finally
        {
            Leave(lane);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] running;
        lock (_gate)
        {
            _stopping.Cancel();
            running = [.. _running];
        }

        await Task.WhenAll(running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private bool TryEnter(long lane)
    {
        if (_stopping.IsCancellationRequested || _lanes.GetValueOrDefault(lane) >= MostInLane)
        {
            return false;
        }

        _lanes[lane] = _lanes.GetValueOrDefault(lane) + 1;
        return true;
    }

    private void Leave(long lane)
    {
        lock (_gate)
        {
            if (--_lanes[lane] == 0)
            {
                _lanes.Remove(lane);
            }
        }

        bell.Ring(SendDeliveries.Work);
    }

    private void Forget(Task sending)
    {
        lock (_gate)
        {
            _running.Remove(sending);
        }
    }

    private async Task RunAsync(Claim claim)
    {
        try
        {
            var result = await SendAsync(claim, _stopping.Token);
            await RecordAsync(claim, result);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            await TryGiveBackAsync(claim);
        }
        catch (Exception exception)
        {
            // The claim runs out and the delivery is tried again.
            logger.LogError(exception, "A delivery's end could not be recorded.");
        }
        finally
        {
            Leave(claim.Lane);
        }
    }

    private async Task<SendResult> SendAsync(Claim claim, CancellationToken cancellation)
    {
        try
        {
            return claim.Endpoint is { } endpoint
                ? await webhooks.PostAsync(
                    endpoint.Url, WebhookMessage.Of(claim.Events[0], endpoint.Format, address.LinkOf(claim.Events[0])), secrets.KeysOf(endpoint, clock.GetUtcNow()),
                    cancellation)
                : await mails.SendAsync(claim.Email!, claim.Events, PublicId.Format(PublicId.Delivery, claim.Deliveries[0]), cancellation);
        }
        catch (CryptographicException)
        {
            return new(SendEnd.Failed, null, WebhookSecret.Unreadable);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "A delivery failed.");
            return new(SendEnd.Failed, null, "It could not be sent. The server's log says more.");
        }
    }

    private async Task RecordAsync(Claim claim, SendResult result)
    {
        meter.Count(claim, result);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.FinishAsync(claim, result, CancellationToken.None);
                bell.Ring(Outbox.Work);
                return;
            }
            catch (LedgerUnavailableException) when (attempt < Tries)
            {
                await Task.Delay(Pause, clock, _stopping.Token);
            }
        }
    }

    private async Task TryGiveBackAsync(Claim claim)
    {
        try
        {
            await store.GiveBackAsync(claim, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogWarning("A claim could not be given back and runs out: {Problem}", exception.Message);
        }
    }
}

using System.Text;
using Bluebear.Dashboard.Hosting.Metrics;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Metrics;

/// <summary>What a named OpenTelemetry collector is sent.</summary>
public class CollectorTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Collector_Named_IsSentFiguresAndOneTraceFromRequestToCommit()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var app = await RunningApp.StartAsync(
        [
            $"--{Telemetry.Collector}={collector.Url}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "--OTEL_BSP_SCHEDULE_DELAY=100", "--OTEL_METRIC_EXPORT_INTERVAL=100",
        ]);
        var stage = await ApiStage.CreateAsync(app);
        using var http = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/purchases")
        {
            Content = new StringContent("""{"amount": "10", "reference": "INV-1"}""", Encoding.UTF8, "application/json"),
            Headers = { { "Authorization", $"Bearer {await stage.KeyAsync()}" }, { "traceparent", $"00-{TraceId}-b7ad6b7169203331-01" } },
        };

        using var answer = await http.SendAsync(request);

        Assert.Equal(201, (int)answer.StatusCode);
        await Wait.UntilAsync(() => Count(collector.Traces, Convert.FromHexString(TraceId)) >= 3);
        Assert.All(["ledger.post", "ledger.commit", "/v1/purchases"], name => Assert.NotEqual(0, Count(collector.Traces, Encoding.UTF8.GetBytes(name))));
        await Wait.UntilAsync(() => Count(collector.Metrics, "bluebear.ledger.commits"u8) > 0);
    }

    private static int Count(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> wanted)
    {
        var count = 0;
        for (var at = sent.IndexOf(wanted); at >= 0; at = sent.IndexOf(wanted))
        {
            count++;
            sent = sent[(at + wanted.Length)..];
        }

        return count;
    }
}

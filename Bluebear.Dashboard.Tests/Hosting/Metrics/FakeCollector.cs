using System.Collections.Concurrent;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bluebear.Dashboard.Tests.Hosting.Metrics;

/// <summary>Takes what is sent to an OpenTelemetry collector over HTTP.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> _traces = new();
    private readonly ConcurrentQueue<byte[]> _metrics = new();
    private readonly WebApplication _app;

    private FakeCollector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/traces", request => TakeAsync(request, _traces));
        app.MapPost("/v1/metrics", request => TakeAsync(request, _metrics));
    }

    public string Url => _app.Urls.First();

    /// <summary>All spans so far, in the protocol's bytes.</summary>
    public byte[] Traces => [.. _traces.SelectMany(static sent => sent)];

    /// <summary>All figures so far, in the protocol's bytes.</summary>
    public byte[] Metrics => [.. _metrics.SelectMany(static sent => sent)];

    public static async Task<FakeCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = new FakeCollector(builder.Build());
        collector._app.Urls.Add($"http://localhost:{FreePort.Find()}");
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task TakeAsync(HttpContext context, ConcurrentQueue<byte[]> sent)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        sent.Enqueue(body.ToArray());
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Benchmarks;

/// <summary>
/// A browser's part in a page of Blazor Server, without the browser: it loads the page, opens the circuit over a WebSocket, acknowledges
/// what is drawn, answers calls of scripts, and clicks.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection _hub;
    private readonly Uri _server;
    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _hand = new(1);
    private readonly string _sortedBy;
    private readonly string _rows;
    private TaskCompletionSource? _reordered;
    private ulong _sort;
    private long _events;
    private int _calls;

    private Circuit(HubConnection hub, Uri server, string rows, string sortedBy)
    {
        _hub = hub;
        _server = server;
        _rows = rows;
        _sortedBy = sortedBy;
        hub.On<int, byte[]>("JS.RenderBatch", DrawAsync);
        hub.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (call, name, arguments, _, _, _) => AnswerAsync(call, name, arguments));
        hub.On<string>("JS.Error", Fail);
        hub.Closed += error =>
        {
            Fail($"closed: {error?.Message}");
            return Task.CompletedTask;
        };
    }

    /// <summary>Opens a page, and waits until its circuit has drawn an element with an attribute that begins with <paramref name="rows"/>.</summary>
    /// <param name="browser">Somebody who is signed in.</param>
    /// <param name="cookies">The cookies of <paramref name="browser"/>.</param>
    /// <param name="page">The page's address.</param>
    /// <param name="rows">What only the page's rows have.</param>
    /// <param name="sortedBy">The words in the head of the column that <see cref="SortAsync"/> sorts by.</param>
    public static async Task<Circuit> OpenAsync(HttpClient browser, CookieContainer cookies, Uri page, string rows, string sortedBy)
    {
        var html = await browser.GetStringAsync(page);
        var server = new Uri(page, "/");
        var builder = new HubConnectionBuilder().WithUrl(new Uri(server, "_blazor"), options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
            options.Cookies = cookies;
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var circuit = new Circuit(builder.Build(), server, rows, sortedBy);
        await circuit.StartAsync(page, html);
        return circuit;
    }

    /// <summary>Clicks on the head of the column. Ends when the rows have come in their new order.</summary>
    public async Task SortAsync()
    {
        await _hand.WaitAsync();
        try
        {
            await ClickAsync();
        }
        finally
        {
            _hand.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _hand.Dispose();
    }

    private async Task ClickAsync()
    {
        var reordered = _reordered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = Interlocked.Increment(ref _calls).ToString(CultureInfo.InvariantCulture);
        var arguments = $$"""[{"eventHandlerId":{{_sort.ToString(CultureInfo.InvariantCulture)}},"eventName":"click","eventFieldInfo":null},{"type":"click","detail":1}]""";
        await _hub.SendAsync("BeginInvokeDotNetFromJS", call, null, "DispatchEventAsync", _events, arguments);
        await reordered.Task.WaitAsync(Patience);
    }

    private async Task StartAsync(Uri page, string html)
    {
        await _hub.StartAsync();
        var state = State().Match(html).Groups["state"].Value;
        _ = await _hub.InvokeAsync<string?>("StartCircuit", _server.ToString(), page.ToString(), "[]", state)
            ?? throw new InvalidOperationException("The server refuses the circuit.");
        var roots = Marker().Matches(html).Select(match => JsonNode.Parse(match.Groups["json"].Value)!).Where(marker => marker["descriptor"] is not null);
        var operations = new JsonArray([.. roots.Select((marker, at) => (JsonNode)new JsonObject { ["type"] = "add", ["ssrComponentId"] = at + 1, ["marker"] = marker })]);
        await _hub.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), state);
        await _drawn.Task.WaitAsync(Patience);
    }

    private async Task DrawAsync(int id, byte[] bytes)
    {
        var batch = new RenderBatch(bytes);
        _sort = batch.ClickOn(_sortedBy) ?? _sort;
        if (_sort > 0 && batch.HasAttribute(_rows))
        {
            _drawn.TrySetResult();
        }

        if (_reordered is { } reordered && batch.Reorders)
        {
            reordered.TrySetResult();
        }

        await _hub.SendAsync("OnRenderCompleted", (long)id, null);
    }

    // Scripts answer nothing, but for what a page does not go on without.
    private async Task AnswerAsync(long call, string name, string arguments)
    {
        if (name == "Blazor._internal.attachWebRendererInterop")
        {
            _events = JsonNode.Parse(arguments)![1]!["__dotNetObject"]!.GetValue<long>();
        }

        if (call > 0)
        {
            await _hub.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call.ToString(CultureInfo.InvariantCulture)},true,null]");
        }

        if (name == "Blazor._internal.navigationManager.navigateTo")
        {
            var address = new Uri(_server, JsonNode.Parse(arguments)![0]!.GetValue<string>());
            await _hub.SendAsync("OnLocationChanged", address.ToString(), null, false);
        }
    }

    private void Fail(string message)
    {
        var error = new InvalidOperationException($"The circuit ended. {message}");
        _drawn.TrySetException(error);
        _reordered?.TrySetException(error);
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^-]*)-->")]
    private static partial Regex State();
}

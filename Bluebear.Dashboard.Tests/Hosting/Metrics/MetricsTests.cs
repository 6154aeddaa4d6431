using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Metrics;

/// <summary><c>/metrics</c> of the running application.</summary>
public sealed class MetricsTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static readonly string[] KnownLabels =
        ["cpu_mode", "gc_heap_generation", "http_request_method", "http_response_status_code", "http_route", "kind", "le", "reason", "type"];

    [Fact]
    public async Task Metrics_AfterSomeWork_CountCommitsTransfersRefusalsHoldsAndRequests()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var client = await stage.ClientAsync();
        var before = await ScrapeAsync();
        await client.PostAsync("/v1/purchases", """{"amount": "10", "reference": "INV-1"}""");
        await client.PostAsync("/v1/reservations", """{"amount": "4", "user": "ada-of-the-metrics"}""");
        Assert.Equal(402, (await client.PostAsync("/v1/reservations", """{"amount": "400"}""")).Status);

        var after = await ScrapeAsync();

        Assert.Equal(1, Grown(before, after, "bluebear_ledger_transfers_total{type=\"purchase\"}"));
        Assert.Equal(1, Grown(before, after, "bluebear_ledger_transfers_total{type=\"reservation\"}"));
        Assert.Equal(1, Grown(before, after, "bluebear_ledger_refusals_total{reason=\"credits_exhausted\"}"));
        Assert.Equal(1, Grown(before, after, "bluebear_ledger_holds_open"));
        Assert.True(Grown(before, after, "bluebear_ledger_commits_total") >= 2);
        Assert.Equal(0, after.Samples["bluebear_ledger_queue_depth"]);
        Assert.Equal("histogram", after.Types["http_server_request_duration_seconds"]);
        Assert.Contains(after.Samples.Keys, series => series.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
            && series.Contains("http_route=\"/v1/reservations\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_OfDueWork_ShowEachKind()
    {
        var samples = (await ScrapeAsync()).Samples;

        string[] kinds =
        [
            "alert_rules", "background_writes", "check_books", "cost_tickets", "deliveries", "denials", "expire_credits", "expire_holds", "finish_approvals", "forget_deliveries", "fund_budgets",
            "refused_access", "send_deliveries", "unpriced_requests",
        ];
        foreach (var figure in (string[])["items_done_total", "items_failed_total", "oldest_age_seconds"])
        {
            Assert.Equal(kinds.Select(kind => $"bluebear_due_work_{figure}{{kind=\"{kind}\"}}"),
                samples.Keys.Where(series => series.Contains($"_due_work_{figure}", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }

        Assert.Equal(kinds.Except(["background_writes", "denials", "refused_access", "unpriced_requests"]).Select(kind => $"bluebear_due_work_lease_held{{kind=\"{kind}\"}}"),
            samples.Keys.Where(static series => series.Contains("_lease_held", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metrics_OfEverything_NameNobody()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var key = await stage.KeyAsync();
        var client = await stage.ClientAsync();
        await client.PostAsync("/v1/purchases", """{"amount": "10", "reference": "INV-1"}""");
        await client.PostAsync("/v1/reservations", """{"amount": "4", "user": "ada-of-the-metrics", "model": "model-of-the-metrics"}""");
        await client.GetAsync("/v1/wallets/wallet-of-the-metrics");
        await client.GetAsync("/nowhere-of-the-metrics");

        var text = await TextAsync();

        Assert.DoesNotContain("of-the-metrics", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Northwind", text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        Assert.Subset(new SortedSet<string>(KnownLabels), ScrapedText.Parse(text).Labels);
    }

    [Fact]
    public async Task Metrics_FilesOfTheBrowserSide_AreOneRoute()
    {
        using var http = app.App.CreateClient();
        using var script = await http.GetAsync(new Uri("/lib/signalr.min.js", UriKind.Relative));

        var samples = (await ScrapeAsync()).Samples.Keys;

        Assert.Equal(200, (int)script.StatusCode);
        Assert.Contains(samples, series => series.Contains("http_route=\"assets\"", StringComparison.Ordinal));
        Assert.DoesNotContain(samples, series => series.Contains("signalr.min", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_FromElsewhere_AskForAKeyWithUsageRead()
    {
        var stage = await ApiStage.CreateAsync(app.App);

        Assert.Equal(401, await StatusFromElsewhereAsync(null));
        Assert.Equal(403, await StatusFromElsewhereAsync(await stage.KeyAsync(null, ApiScopes.WalletsRead)));
        Assert.Equal(200, await StatusFromElsewhereAsync(await stage.KeyAsync(null, ApiScopes.UsageRead)));
    }

    [Fact]
    public async Task Metrics_ByANameThatLeadsHere_AskForAKey()
    {
        using var http = app.App.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = "lured.example";

        using var response = await http.SendAsync(request);

        Assert.Equal(401, (int)response.StatusCode);
    }

    private static double Grown(ScrapedText before, ScrapedText after, string series) =>
        after.Samples[series] - before.Samples.GetValueOrDefault(series);

    private async Task<ScrapedText> ScrapeAsync() => ScrapedText.Parse(await TextAsync());

    private async Task<string> TextAsync()
    {
        using var http = app.App.CreateClient();
        using var response = await http.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("version=0.0.4", response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<int> StatusFromElsewhereAsync(string? key)
    {
        using var http = app.App.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}

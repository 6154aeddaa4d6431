using System.Globalization;
using System.Text.Json;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Spending;

/// <summary>What a gateway is told while the database cannot be written: 503 and when to come again, nothing half done, well again after.</summary>
public sealed class SpendingFaultTests
{
    private const string Reservation = """{"workspace":"atlas","amount":"4","user":"grace"}""";

    private readonly FaultyDisk _disk = new();

    [Fact]
    public async Task ReadOnlyFile_RefusesEveryWriteReadsOnAndRecovers()
    {
        await using var app = await RunningApp.StartAsync(adjust: _disk.Under);
        var api = await StageAsync(app);
        var held = await api.PostAsync("/v1/reservations", Reservation, "before");
        _disk.TurnReadOnly(app);
        (HttpMethod Method, string Path, string Body, int After)[] writes =
        [
            (HttpMethod.Post, "/v1/reservations", Reservation, 201),
            (HttpMethod.Post, $"/v1/reservations/{held["id"]}/settle", """{"amount":"3"}""", 200),
            (HttpMethod.Post, "/v1/charges", """{"workspace":"atlas","amount":"1"}""", 201),
            (HttpMethod.Post, "/v1/wallets/allocate", """{"to":"atlas","amount":"1"}""", 201),
            (HttpMethod.Post, "/v1/purchases", """{"amount":"1","reference":"INV-2"}""", 201),
            (HttpMethod.Post, "/v1/wallets", """{"kind":"team","name":"Edge"}""", 201),
            (HttpMethod.Put, "/v1/prices/m", """{"input_per_million":"1","output_per_million":"2"}""", 200),
            (HttpMethod.Put, "/v1/policies", """{"split":true}""", 200),
        ];
        for (var i = 0; i < writes.Length; i++)
        {
            AssertUnavailable(await api.SendAsync(writes[i].Method, writes[i].Path, writes[i].Body, $"key-{i}"));
        }

        Assert.Equal(("46", "4"), await FiguresAsync(api));
        Assert.Equal("held", (await api.GetAsync($"/v1/reservations/{held["id"]}"))["status"]);
        _disk.Mend(app);
        for (var i = 0; i < writes.Length; i++)
        {
            var answer = await api.SendAsync(writes[i].Method, writes[i].Path, writes[i].Body, $"key-{i}");
            Assert.True(answer.Status == writes[i].After, $"{writes[i].Path}: {answer.Status} {answer.Text}");
        }

        Assert.Equal(("43", "4"), await FiguresAsync(api));
        AssertSound(app);
    }

    [Fact]
    public async Task FullDisk_AnswersEachReservationWhollyOrNotAtAllAndRecovers()
    {
        await using var app = await RunningApp.StartAsync(adjust: _disk.Under);
        var api = await StageAsync(app);
        _disk.Fill(app, await PagesAsync(app));
        var answers = new List<ApiAnswer>();
        while (!answers.Exists(static answer => answer.Status == 503))
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(answers.Count, 16).Select(i => api.PostAsync("/v1/reservations", Small, $"full-{i}"))));
            Assert.True(answers.Count < 5_000, "the disk never filled up");
        }

        AssertUnavailable(await api.SendAsync(HttpMethod.Put, "/v1/policies", Groups()));
        Assert.All(answers.Where(static answer => answer.Status != 201), AssertUnavailable);
        var granted = answers.Count(static answer => answer.Status == 201);
        Assert.Equal((granted * 0.001m).ToString("0.###", CultureInfo.InvariantCulture), (await FiguresAsync(api)).Reserved);
        _disk.Mend(app);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/policies", Groups())).Status);
        for (var i = 0; i < answers.Count; i++)
        {
            var again = await api.PostAsync("/v1/reservations", Small, $"full-{i}");
            Assert.Equal(201, again.Status);
            Assert.Equal(answers[i].Status == 201 ? answers[i].Text : again.Text, again.Text);
        }

        Assert.Equal((answers.Count * 0.001m).ToString("0.###", CultureInfo.InvariantCulture), (await FiguresAsync(api)).Reserved);
        AssertSound(app);
    }

    private const string Small = """{"workspace":"atlas","amount":"0.001","user":"grace"}""";

    // More than fits into what is left of any page.
    private static string Groups() => JsonSerializer.Serialize(new
    {
        consumer_groups = Enumerable.Range(1, 500).Select(i => new { id = $"group-{i}-{new string('g', 100)}", wallet_team_id = "core" }),
    });

    private static async Task<ApiClient> StageAsync(RunningApp app)
    {
        var api = await (await ApiStage.CreateAsync(app)).ClientAsync();
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"50"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"team","name":"Core","ref":"core"}""")).Status);
        return api;
    }

    private static void AssertUnavailable(ApiAnswer answer)
    {
        Assert.True(answer is { Status: 503, Code: "unavailable" }, $"{answer.Status} {answer.Text}");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static async Task<(string? Available, string? Reserved)> FiguresAsync(ApiClient api)
    {
        var atlas = await api.GetAsync("/v1/wallets/atlas");
        return (atlas["available"], atlas["reserved"]);
    }

    private static async Task<long> PagesAsync(RunningApp app)
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().CreateDbContextAsync();
        return (await context.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").ToListAsync())[0];
    }

    private static void AssertSound(RunningApp app) =>
        Assert.All(app.Services.GetRequiredService<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
}

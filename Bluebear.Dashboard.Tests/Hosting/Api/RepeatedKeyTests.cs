using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>A key is compared by what was sent: whoever bears the refs of a repeated request by now, it is answered as the first time.</summary>
public sealed class RepeatedKeyTests
{
    private const string Lines = """
        {"idempotency_key":"b1","workspace":"atlas","amount":"1"}
        {"idempotency_key":"b2","team":"core","account":"atlas","amount":"0"}
        """;

    // What is sent under a key, and what of its answer is the same for ever: figures of wallets are today's.
    private static readonly (string Key, string Method, string Path, string Body, string[] Same)[] Requests =
    [
        ("mode", "PUT", "/v1/tenant/credit-mode", """{"mode":"workspace_budget","allocations":[{"wallet":"atlas","amount":"30"}]}""", ["mode", "moved.0.wallet_id", "moved.0.amount"]),
        ("allocate", "POST", "/v1/wallets/allocate", """{"to":"core","amount":"20"}""", ["transfer", "from.id", "to.id"]),
        ("between", "POST", "/v1/wallets/allocate", """{"to":"core","from":"atlas","amount":"2"}""", ["transfer", "from.id", "to.id"]),
        ("reclaim", "POST", "/v1/wallets/reclaim", """{"from":"core","amount":"3"}""", ["transfer", "from.id", "to.id"]),
        ("transfer", "POST", "/v1/wallets/transfer", """{"from":"atlas","to":"core","amount":"1"}""", ["transfer", "from.id", "to.id"]),
        ("child", "POST", "/v1/wallets", """{"kind":"agent","name":"Bot","parent":"atlas"}""", ["id", "name"]),
        ("rule", "PATCH", "/v1/wallets/atlas", """{"on_exhausted":"block","parent":"core"}""", ["id"]),
        ("hold", "POST", "/v1/reservations", """{"workspace":"atlas","team":"core","amount":"4"}""", [""]),
        ("agent", "POST", "/v1/reservations", """{"account":"core","amount":"5","user":"grace"}""", [""]),
        ("charge", "POST", "/v1/charges", """{"workspace":"atlas","account":"core","amount":"2"}""", [""]),
        ("free", "POST", "/v1/charges", """{"workspace":"atlas","amount":"0"}""", [""]),
        ("late", "POST", "/v1/charges", """{"team":"core","amount":"1","occurred_at":"2026-01-31T09:00:00Z"}""", [""]),
    ];

    [Theory]
    [InlineData(Since.Nothing, false)]
    [InlineData(Since.Renamed, false)]
    [InlineData(Since.RenamedAndReused, true)]
    [InlineData(Since.Deleted, true)]
    [InlineData(Since.DeletedAndReused, false)]
    [InlineData(Since.DeletedAndReused, true)]
    public async Task Request_Repeated_IsAnsweredAsTheFirstTime(Since since, bool isRestarted)
    {
        await using var app = await RunningApp.StartAsync();
        var api = await StageAsync(app);
        var first = await SendAsync(api);
        var batch = await api.PostAsync("/v1/charges/batch", Lines);
        Assert.Equal((200, "2", "0"), (batch.Status, batch["accepted"], batch["duplicates"]));
        await HappenAsync(api, since);
        if (isRestarted)
        {
            await app.StopAsync();
            await app.StartAgainAsync();
        }

        var before = await BooksAsync(api);
        var again = await SendAsync(api);

        foreach (var (request, one, other) in Requests.Zip(first, again))
        {
            Assert.All(request.Same, path => Assert.Equal(Part(one, path), Part(other, path)));
        }

        var repeated = await api.PostAsync("/v1/charges/batch", Lines);
        Assert.Equal((200, "0", "2"), (repeated.Status, repeated["accepted"], repeated["duplicates"]));
        Assert.Equal(before, await BooksAsync(api));
        Assert.All(app.Services.GetRequiredService<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deletion_Repeated_LeavesTheNextBearerOfTheRefAlone(bool hasCredits)
    {
        await using var app = await RunningApp.StartAsync();
        var api = await StageAsync(app);
        await SendAsync(api, hasCredits ? "mode" : "none");
        var first = await api.SendAsync(HttpMethod.Delete, "/v1/wallets/atlas", null, "d1");
        Assert.Equal((200, hasCredits ? "30" : "0"), (first.Status, first["returned"]));
        var next = await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""");

        var again = await api.SendAsync(HttpMethod.Delete, "/v1/wallets/ATLAS", null, "d1");

        Assert.Equal(first.Text, again.Text);
        Assert.Equal((next["id"], "active"), ((await api.GetAsync("/v1/wallets/atlas")) is var shown ? shown["id"] : null, shown["status"]));
    }

    [Fact]
    public async Task Request_OfAKnownKeyThatNamesAnotherWallet_IsAnotherRequest()
    {
        await using var app = await RunningApp.StartAsync();
        var api = await StageAsync(app);
        await SendAsync(api);
        var atlas = (await api.GetAsync("/v1/wallets/atlas"))["id"];

        foreach (var name in new[] { "core", atlas, "nobody" })
        {
            var answer = await api.PostAsync("/v1/reservations", $$"""{"workspace":"{{name}}","team":"core","amount":"4"}""", "hold");
            Assert.Equal((409, "idempotency_key_reused"), (answer.Status, answer.Code));
        }
    }

    [Theory]
    [InlineData("/v1/reservations", """{"workspace":"nobody","amount":"1"}""", "workspace")]
    [InlineData("/v1/reservations", """{"team":"nobody","model":"unheard-of"}""", "team")]
    [InlineData("/v1/charges", """{"account":"nobody","model":"unheard-of","input_tokens":5}""", "account")]
    [InlineData("/v1/spend/explain", """{"account":"nobody"}""", "account")]
    [InlineData("/v1/wallets/transfer", """{"from":"nobody","to":"no one","amount":"1"}""", "from")]
    [InlineData("/v1/wallets/reclaim", """{"from":"atlas","to":"nobody","amount":"1"}""", "to")]
    [InlineData("/v1/wallets", """{"kind":"agent","name":"Bot","parent":"nobody"}""", "parent")]
    public async Task Request_ThatNamesNobody_Is404AndTakesNoKey(string path, string body, string field)
    {
        await using var app = await RunningApp.StartAsync();
        var api = await StageAsync(app);
        await SendAsync(api, "mode");

        var answer = await api.PostAsync(path, body, "k");

        Assert.Equal((404, "not_found", "There is no such wallet."), (answer.Status, answer.Code, answer["detail"]));
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Text);
        Assert.False(answer.Json.TryGetProperty("wallet_id", out _), answer.Text);
        Assert.Equal(201, (await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"1"}""", "k")).Status);
    }

    private static async Task<ApiClient> StageAsync(RunningApp app)
    {
        var api = await (await ApiStage.CreateAsync(app)).ClientAsync();
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"team","name":"Core","ref":"core"}""")).Status);
        return api;
    }

    private static async Task<List<ApiAnswer>> SendAsync(ApiClient api, string? only = null)
    {
        var answers = new List<ApiAnswer>();
        foreach (var (key, method, path, body, _) in Requests.Where(request => only is null || request.Key == only))
        {
            var answer = await api.SendAsync(new(method), path, body, key);
            Assert.True(answer.Status is 200 or 201, $"{key}: {answer.Status} {answer.Text}");
            answers.Add(answer);
        }

        return answers;
    }

    private static async Task HappenAsync(ApiClient api, Since since)
    {
        foreach (var (name, kind) in since == Since.Nothing ? [] : new[] { ("atlas", "workspace"), ("core", "team") })
        {
            var isDeleted = since is Since.Deleted or Since.DeletedAndReused;
            var gone = isDeleted ? await api.SendAsync(HttpMethod.Delete, $"/v1/wallets/{name}", null)
                : await api.SendAsync(HttpMethod.Patch, $"/v1/wallets/{name}", $$"""{"ref":"{{name}}-2","name":"{{name}} 2"}""");
            Assert.Equal(200, gone.Status);
            if (since is Since.RenamedAndReused or Since.DeletedAndReused)
            {
                var next = await api.PostAsync("/v1/wallets", $$"""{"kind":"{{kind}}","name":"{{name}}","ref":"{{name}}"}""");
                Assert.Equal(201, next.Status);
            }
        }
    }

    private static string? Part(ApiAnswer answer, string path) => path.Length == 0 ? answer.Text : answer[path];

    private static async Task<string> BooksAsync(ApiClient api) =>
        (await api.GetAsync("/v1/wallets")).Text + (await api.GetAsync("/v1/transfers?limit=200")).Text + (await api.GetAsync("/v1/usage")).Text;

    /// <summary>What has happened to the wallets since they were named.</summary>
    public enum Since
    {
        Nothing,
        Renamed,
        RenamedAndReused,
        Deleted,
        DeletedAndReused,
    }
}

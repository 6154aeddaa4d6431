using System.Globalization;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

public sealed class ApiFuzzTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const int BodiesForEach = 30;

    private static readonly string[] Names =
    [
        "amount", "to", "from", "reason", "reference", "kind", "name", "ref", "parent", "leads", "price", "mode", "allocations", "wallet",
        "tenant", "role", "balance", "available", "on_exhausted", "input_per_million", "workspace", "model", "currency", "expires_at",
    ];

    // Nothing here can be meant: no amount is above zero, no wallet exists.
    private static readonly string[] Scraps =
    [
        "null", "true", "0", "-1", "1e-30", "1e400", "99999999999999999999", "\"\"", "\" \"", "\"1,5\"", "\"NaN\"", "\"\\u0000\"",
        "\"\\ud800\"", "\"wal_0000000000000\"", "[]", "{}", "[null]", "[[[]]]", "{\"amount\":{}}", "\"'; DROP TABLE transfers; --\"",
    ];

    [Fact]
    public async Task Body_Random_IsNeverAnErrorOfOursAndChangesNothing()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var api = await stage.ClientAsync();
        var bought = await api.PostAsync("/v1/purchases", """{"amount":"5","reference":"r"}""");
        var random = new Random(20261121);
        foreach (var route in ApiDescriptionTests.Routes(app.App).Where(static route => route.Method is not ("GET" or "DELETE")))
        {
            for (var i = 0; i < BodiesForEach; i++)
            {
                var path = route.Path.Replace("{id}", i % 2 == 0 ? bought["wallet.id"] : bought["transfer_id"], StringComparison.Ordinal)
                    .Replace("{model}", "m", StringComparison.Ordinal);
                var body = Body(random, 0);
                var answer = await api.SendAsync(new(route.Method), path, body);
                Assert.True(answer.Status is >= 200 and < 500, $"{route.Method} {path} {body}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Single((await api.GetAsync("/v1/transfers")).Json.GetProperty("data").EnumerateArray());
        Assert.Equal("5", (await api.GetAsync($"/v1/wallets/{bought["wallet.id"]}"))["available"]);
    }

    private static string Body(Random random, int depth)
    {
        if (random.Next(12) == 0 || depth > 2)
        {
            return Scraps[random.Next(Scraps.Length)];
        }

        var members = Enumerable.Range(0, random.Next(6)).Select(_ => string.Create(CultureInfo.InvariantCulture,
            $"\"{Names[random.Next(Names.Length)]}\":{(random.Next(5) == 0 ? Body(random, depth + 1) : Scraps[random.Next(Scraps.Length)])}"));
        return "{" + string.Join(',', members) + "}";
    }
}

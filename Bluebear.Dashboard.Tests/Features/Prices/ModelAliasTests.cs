using System.Text.Json;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Prices;

/// <summary>Other names of models, over HTTP: what they cost, what is refused.</summary>
public sealed class ModelAliasTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Hold = """{"model": "gpt-4o", "input_tokens": 1000, "max_output_tokens": 1000}""";
    private const string Charge = """{"model": "gpt-4o", "input_tokens": 1000, "output_tokens": 1000}""";

    [Fact]
    public async Task Set_ANameThatGatewaysSend_CostsWhatTheModelCosts_G25()
    {
        var api = await StageAsync();
        Assert.Equal("no_price", (await api.PostAsync("/v1/reservations", Hold)).Code);

        var set = await api.SendAsync(HttpMethod.Put, "/v1/model-aliases/gpt-4o", """{"model": "azure/gpt-4o"}""");

        Assert.Equal((200, "gpt-4o", "azure/gpt-4o"), (set.Status, set["alias"], set["model"]));
        Assert.Equal("4", (await api.PostAsync("/v1/reservations", Hold))["amount"]);
        var charge = await api.PostAsync("/v1/charges", Charge);
        var read = await api.GetAsync($"/v1/charges/{charge["id"]}");
        Assert.Equal(("4", "gpt-4o"), (read["amount"], read["model"]));
        Assert.Equal(["gpt-4o"], Names(await api.GetAsync("/v1/model-aliases")));
    }

    [Fact]
    public async Task Find_APriceOfItsOwn_ComesBeforeTheAlias_G25()
    {
        var api = await StageAsync();
        await api.SendAsync(HttpMethod.Put, "/v1/model-aliases/gpt-4o", """{"model": "azure/gpt-4o"}""");

        var price = await api.SendAsync(HttpMethod.Put, "/v1/prices/gpt-4o", """{"input_per_million": "10", "output_per_million": "20"}""");

        Assert.Equal(200, price.Status);
        Assert.Equal("0.03", (await api.PostAsync("/v1/charges", Charge) is { Status: 201 } charge
            ? await api.GetAsync($"/v1/charges/{charge["id"]}") : throw new InvalidOperationException())["amount"]);
    }

    [Fact]
    public async Task Remove_TakesEffectAtOnceAndOnce_G25()
    {
        var api = await StageAsync();
        await api.SendAsync(HttpMethod.Put, "/v1/model-aliases/open%2Fgpt-4o", """{"model": "azure/gpt-4o"}""");
        Assert.Equal(["open/gpt-4o"], Names(await api.GetAsync("/v1/model-aliases")));

        Assert.Equal(204, (await api.SendAsync(HttpMethod.Delete, "/v1/model-aliases/open/gpt-4o", null)).Status);

        Assert.Equal("not_found", (await api.SendAsync(HttpMethod.Delete, "/v1/model-aliases/open/gpt-4o", null)).Code);
        Assert.Empty(Names(await api.GetAsync("/v1/model-aliases")));
    }

    [Theory]
    [InlineData("gpt-4o", """{"model": "gpt-5"}""", "model")]
    [InlineData("gpt-4o", """{"model": "gpt-4o"}""", "model")]
    [InlineData("gpt-4o", """{}""", "model")]
    [InlineData("gpt-4o", """{"model": "azure/gpt-4o", "modle": "x"}""", "modle")]
    [InlineData("azure/gpt-4o", """{"model": "azure/gpt-4o"}""", "alias")]
    [InlineData("a%0Ab", """{"model": "azure/gpt-4o"}""", "alias")]
    public async Task Set_WrongInput_Is400BesideTheField_G25(string alias, string body, string field)
    {
        var api = await StageAsync();

        var answer = await api.SendAsync(HttpMethod.Put, $"/v1/model-aliases/{alias}", body);

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.Equal(field, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name);
        Assert.Empty(Names(await api.GetAsync("/v1/model-aliases")));
    }

    [Fact]
    public async Task List_AnotherCompany_SeesNone_G25()
    {
        var api = await StageAsync();
        await api.SendAsync(HttpMethod.Put, "/v1/model-aliases/gpt-4o", """{"model": "azure/gpt-4o"}""");

        Assert.Empty(Names(await (await StageAsync()).GetAsync("/v1/model-aliases")));
    }

    // 1 credit for 1,000 input tokens, 3 for 1,000 output tokens.
    private async Task<ApiClient> StageAsync()
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();
        await api.PostAsync("/v1/purchases", """{"amount": "100", "reference": "INV-1"}""");
        await api.SendAsync(HttpMethod.Put, "/v1/prices/azure%2Fgpt-4o", """{"input_per_million": "1000", "output_per_million": "3000"}""");
        return api;
    }

    private static IEnumerable<string?> Names(ApiAnswer answer) =>
        answer.Json.GetProperty("data").EnumerateArray().Select(static (JsonElement row) => row.GetProperty("alias").GetString());
}

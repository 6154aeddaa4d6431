using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>Where every member may be left out, so may the body.</summary>
public sealed class EmptyBodyTests(ApiApp app) : IClassFixture<ApiApp>
{
    public static TheoryData<string, string, string> Calls => new()
    {
        { "POST", "/v1/reservations/{hold}/settle", "settled" },
        { "POST", "/v1/reservations/{hold}/release", "status" },
        { "PATCH", "/v1/wallets/atlas", "name" },
        { "PUT", "/v1/policies", "routes" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Body_LeftOut_IsThatOfNoMember(string method, string path, string member)
    {
        var (api, bare) = await StageAsync(path);
        var (other, full) = await StageAsync(path);

        var without = await api.SendAsync(new(method), bare, null);
        var with = await other.SendAsync(new(method), full, "{}");

        Assert.True(without.Status == 200, without.Text);
        Assert.Equal(with[member], without[member]);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Body_OfNoLength_IsThatOfNoMember(string method, string path, string member)
    {
        var (api, there) = await StageAsync(path);

        // As curl's empty -d sends it.
        var answer = await api.SendAsync(new(method), there, "", null, "application/x-www-form-urlencoded");

        Assert.True(answer.Status == 200, answer.Text);
        Assert.NotNull(answer[member]);
    }

    [Theory]
    [InlineData("POST", "/v1/reservations/{hold}/settle")]
    [InlineData("PATCH", "/v1/wallets/atlas")]
    [InlineData("PUT", "/v1/policies")]
    public async Task Body_ThatIsNoObject_Is400AsBefore(string method, string path)
    {
        var (api, there) = await StageAsync(path);
        foreach (var body in new[] { " ", "{", "[]", "nul", "\"x\"", "5" })
        {
            var answer = await api.SendAsync(new(method), there, body);
            Assert.True((answer.Status, answer.Code) == (400, "invalid_request"), $"{body}: {answer.Status} {answer.Text}");
        }

        Assert.Equal(415, (await api.SendAsync(new(method), there, "{}", null, "text/plain")).Status);
    }

    [Theory]
    [InlineData("/v1/purchases")]
    [InlineData("/v1/reservations")]
    [InlineData("/v1/charges")]
    [InlineData("/v1/wallets/allocate")]
    public async Task Body_LeftOutWhereSomethingIsNeeded_Is400(string path)
    {
        var (api, there) = await StageAsync(path);

        Assert.Equal((400, "invalid_request"), ((await api.SendAsync(HttpMethod.Post, there, null)) is var answer ? answer.Status : 0, answer.Code));
    }

    private async Task<(ApiClient Api, string Path)> StageAsync(string path)
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        var held = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"4"}""");
        return (api, path.Replace("{hold}", held["id"], StringComparison.Ordinal));
    }
}

using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Denials;

/// <summary>Denied requests, by HTTP.</summary>
public sealed class DenialApiTests(ApiApp running) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Denials_OfADeniedReservation_TellWhatWasAskedAndWhatBlocked()
    {
        var api = await (await ApiStage.CreateAsync(running.App)).ClientAsync();
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""")).Status);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"5"}""")).Status);
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(402, (await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"7.5","user":"ada"}""")).Status);
        }

        await Wait.UntilAsync(async () => (await api.GetAsync("/v1/denials?wallet=atlas")).Json.GetProperty("data").EnumerateArray().Sum(static row => row.GetProperty("times").GetInt64()) == 3);
        var shown = await api.GetAsync("/v1/denials");

        Assert.Equal(("credits_exhausted", "7.5", "2.5", "ada"), (shown["data.0.reason"], shown["data.0.amount"], shown["data.0.shortfall"], shown["data.0.user"]));
        Assert.Equal(shown["data.0.workspace"], shown["data.0.limiting_wallet"]);
    }
}

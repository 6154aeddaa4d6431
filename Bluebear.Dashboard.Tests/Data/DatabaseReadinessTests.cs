using System.Net;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

public class DatabaseReadinessTests
{
    private static readonly Uri Ready = new(DashboardUrls.Ready, UriKind.Relative);

    [Fact]
    public async Task Ready_WhileTheFileIsAway_Is503AndRecovers()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        var file = app.Services.GetRequiredService<DatabaseLocation>().File;

        File.Move(file, file + ".away");
        await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.ServiceUnavailable);

        File.Move(file + ".away", file);
        await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ready_WhileAnotherProgramHoldsTheDatabase_Is503AndRecovers()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.CreateClient();
        await using var other = new SqliteConnection(app.Services.GetRequiredService<DatabaseLocation>().ConnectionString);
        await other.OpenAsync();

        await using (var held = other.BeginTransaction(deferred: false))
        {
            await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.ServiceUnavailable);
        }

        await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync(Ready);
        return response.StatusCode;
    }
}

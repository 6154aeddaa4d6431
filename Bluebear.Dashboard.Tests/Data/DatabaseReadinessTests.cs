using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
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

    [Fact]
    public async Task Ready_WhileTheFileCannotBeWritten_Is503AndPagesAreStillRead()
    {
        var switched = new QueryOnlySwitch();
        await using var app = await RunningApp.StartAsync(adjust: builder =>
            builder.Services.ConfigureDbContext<BluebearDbContext>(options => options.AddInterceptors(switched)));
        using var client = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        switched.IsOn = true;
        await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.ServiceUnavailable);
        using var page = await client.GetAsync(new Uri("/account/login", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        switched.IsOn = false;
        await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ready_OnAFullDisk_Is503AndRecoversWithoutARestart()
    {
        using var folder = new TempFolder();
        var url = $"http://localhost:{FreePort.Find()}";
        using var child = ChildProcess.Start("bluebear", $"--ConnectionStrings:Bluebear=Data Source={folder.File("full.db")}",
            $"--urls={url}", "--environment=Development", "--Logging:LogLevel:Default=None");
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.OK);

        await LimitFilesAsync(child.Id, "4096");
        await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.ServiceUnavailable);

        await LimitFilesAsync(child.Id, "unlimited");
        await Wait.UntilAsync(async () => await StatusAsync(client) == HttpStatusCode.OK);
    }

    // No file of the process may grow beyond so many bytes: what a full disk is to a program.
    private static async Task LimitFilesAsync(int process, string bytes)
    {
        using var limit = Process.Start("prlimit", ["--pid", $"{process}", $"--fsize={bytes}:unlimited"]);
        await limit.WaitForExitAsync();
        Assert.Equal(0, limit.ExitCode);
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(Ready);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private sealed class QueryOnlySwitch : DbConnectionInterceptor
    {
        public bool IsOn { get; set; }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Apply(connection);
            return Task.CompletedTask;
        }

        private void Apply(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = IsOn ? "PRAGMA query_only=ON" : "PRAGMA query_only=OFF";
            command.ExecuteNonQuery();
        }
    }
}

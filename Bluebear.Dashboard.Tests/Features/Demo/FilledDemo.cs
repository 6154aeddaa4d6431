using Bluebear.Dashboard.Features.Demo;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Demo;

/// <summary>The demo's books, made once from nothing: that takes a while. Tests copy them.</summary>
public sealed class FilledDemo : IAsyncLifetime
{
    /// <summary>The setting that says the demo people's password.</summary>
    public const string PasswordSetting = "--Demo:Password=a long and private sentence";

    private readonly TempFolder _folder = new();

    /// <summary>What the database was before.</summary>
    internal DemoState StateBefore { get; private set; }

    private string File => _folder.File("filled.db");

    /// <summary>Copies the database.</summary>
    public void CopyTo(string file) => System.IO.File.Copy(File, file);

    public async Task InitializeAsync()
    {
        await using var app = BluebearApp.Build(
            [$"--ConnectionStrings:Bluebear=Data Source={File}", "--Logging:LogLevel:Default=Warning", PasswordSetting]);
        var demo = app.Services.GetRequiredService<DemoTenant>();
        await app.Services.GetRequiredService<DemoDatabase>().OpenAsync(default);
        StateBefore = await demo.FindStateAsync(default);
        await demo.FillAsync(default);
        await demo.OpenAsync(default);
        await app.DisposeAsync();

        // Whole in one file: nothing is left in the log.
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}

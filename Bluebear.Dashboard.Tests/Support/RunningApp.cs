using Microsoft.AspNetCore.Builder;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>The real application on a real port of this process, with its own database.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string[] _settings;
    private readonly Action<WebApplicationBuilder>? _adjust;
    private WebApplication? _app;

    private RunningApp(string[] settings, Action<WebApplicationBuilder>? adjust)
    {
        _settings = [$"--ConnectionStrings:Bluebear=Data Source={_folder.File("bluebear.db")}", .. settings];
        _adjust = adjust;
    }

    /// <summary>Its address, without a slash at the end. Stays the same after a restart.</summary>
    public string Url { get; private set; } = "http://localhost:0";

    /// <summary>Its services.</summary>
    public IServiceProvider Services => (_app ?? throw new InvalidOperationException("The application is stopped.")).Services;

    /// <summary>Starts one on a free port.</summary>
    /// <param name="settings">Settings in the form of the command line, added to the database's.</param>
    /// <param name="adjust">Changes of the test before the application is built.</param>
    public static async Task<RunningApp> StartAsync(string[]? settings = null, Action<WebApplicationBuilder>? adjust = null)
    {
        var app = new RunningApp(settings ?? [], adjust) { Url = $"http://localhost:{FreePort.Find()}" };
        await PreparedDatabase.CopyToAsync(app._folder.File("bluebear.db"));
        await app.StartAgainAsync();
        return app;
    }

    /// <summary>Stops serving. The port becomes free and the database stays.</summary>
    public async Task StopAsync()
    {
        if (_app is not null)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await _app.StopAsync(patience.Token);
            await _app.DisposeAsync();
            _app = null;
        }
    }

    /// <summary>Serves again on the same port with the same database.</summary>
    /// <param name="changed">Settings that count instead of the first ones.</param>
    public async Task StartAgainAsync(params string[] changed)
    {
        _app = BluebearApp.Build([.. _settings, $"--urls={Url}", "--environment=Development", "--Logging:LogLevel:Default=Warning", .. changed],
            _adjust);
        await _app.StartAsync();
    }

    /// <summary>A client that follows no redirects and keeps cookies.</summary>
    public HttpClient CreateClient() =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}

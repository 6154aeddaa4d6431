using Bluebear.Dashboard.Hosting.Settings;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Settings;

public class SettingsTests
{
    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "PostgreSql")]
    [InlineData("Database:Provider", "7")]
    [InlineData("Database:Provder", "Sqlite")]
    [InlineData("ConnectionStrings:Bluebear", "Nonsense=1")]
    [InlineData("ConnectionStrings:Bluebear", "Mode=ReadOnly")]
    [InlineData("Clock:Start", "yesterday")]
    [InlineData("Clock:Start", "2026-01-31")]
    [InlineData("Clock:Start", "2026-02-30T09:00:00Z")]
    [InlineData("Clock:Start", "2026-01-31T09:00:60Z")]
    [InlineData("Proxies:Trusted", "10.0.0.0/40")]
    [InlineData("Proxies:Trusted", "10.0.0.1, proxy")]
    [InlineData("Logging:LogLevel:Default", "Loud")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector")]
    public void Build_WithWrongValue_NamesTheKey(string key, string value)
    {
        var wrong = Assert.Throws<WrongSettingsException>(() => BluebearApp.Build([$"--{key}={value}"]));

        Assert.Equal(key, Assert.Single(wrong.Problems).Key);
        Assert.Contains(key, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://localhost:21")]
    [InlineData("http://localhost:5000;http://localhost:99999")]
    public void Build_WithWrongUrl_NamesTheSetting(string urls)
    {
        var wrong = Assert.Throws<WrongSettingsException>(() => BluebearApp.Build([$"--urls={urls}"]));

        Assert.Contains("ASPNETCORE_URLS", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WithSeveralWrongValues_NamesAllInOneMessage()
    {
        string[] settings = ["--Clock:Start=soon", "--Database:Provider=Oracle", "--Proxies:Trusted=x"];

        var wrong = Assert.Throws<WrongSettingsException>(() => BluebearApp.Build(settings));

        Assert.Equal(["Clock:Start", "Database:Provider", "Proxies:Trusted"], wrong.Problems.Select(problem => problem.Key).Order());
    }

    [Fact]
    public void Build_WithTrialClockInProduction_Refuses() =>
        Assert.Throws<WrongSettingsException>(() => BluebearApp.Build(["--Clock:Start=2026-01-31T09:00:00Z", "--environment=Production"]));

    [Fact]
    public async Task Build_WithTrialClock_StartsThereAndRunsOn()
    {
        await using var app = BluebearApp.Build(["--Clock:Start=2026-01-31T09:00:00+01:00", "--environment=Development"]);

        var clock = app.Services.GetRequiredService<TimeProvider>();

        var first = clock.GetUtcNow();
        Assert.InRange(first, new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 31, 8, 5, 0, TimeSpan.Zero));
        await Wait.UntilAsync(() => clock.GetUtcNow() > first);
    }
}

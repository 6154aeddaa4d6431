using Bluebear.Dashboard.Commands;
using Xunit;

namespace Bluebear.Dashboard.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("--nonsense")]
    [InlineData("--database:provider=Sqlite")]
    public async Task Run_WithWrongUsage_ExitsTwoAndPrintsNoResult(string argument)
    {
        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync([argument], _output, _error));

        Assert.Empty(_output.ToString());
        Assert.Contains("--help", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithWrongSettings_ExitsTwoWithoutAStackTrace()
    {
        string[] arguments = ["--Clock:Start=soon", "--Database:Provider", "Oracle"];

        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(arguments, _output, _error));

        Assert.Empty(_output.ToString());
        Assert.Contains("Clock:Start", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Database:Provider", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AskedForHelp_ExplainsAndExitsZero()
    {
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["--help"], _output, _error));

        Assert.Contains("Bluebear", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void Split_SettingsAmongArguments_AreToldApart()
    {
        var (settings, others) = SettingArguments.Split(
            ["import", "--Clock:Start", "2026-01-31T09:00:00Z", "--name", "a:b=c", "--urls=http://localhost:1", "--", "--A:B=c"]);

        Assert.Equal(["--Clock:Start=2026-01-31T09:00:00Z", "--urls=http://localhost:1"], settings);
        Assert.Equal(["import", "--name", "a:b=c", "--", "--A:B=c"], others);
    }
}

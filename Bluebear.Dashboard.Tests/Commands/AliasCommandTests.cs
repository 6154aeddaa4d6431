using Bluebear.Dashboard.Commands;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Commands;

public sealed class AliasCommandTests : IDisposable
{
    private const string Prices = """{"azure/gpt-4o": {"input_cost_per_token": 0.0001, "output_cost_per_token": 0.0002}}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Add_List_Remove_TellOneStory_G25()
    {
        await SetUpAsync();

        Assert.Equal((ExitCode.Done, "", ""), await RunAsync("alias", "add", "--tenant", "Northwind", "--name", "gpt-4o", "--model", "azure/gpt-4o"));
        Assert.Equal((ExitCode.Done, "gpt-4o\tazure/gpt-4o\n", ""), await RunAsync("alias", "list", "--tenant", "Northwind"));
        Assert.Equal((ExitCode.Done, "", ""), await RunAsync("alias", "remove", "--tenant", "Northwind", "--name", "gpt-4o"));
        Assert.Equal((ExitCode.Done, "", ""), await RunAsync("alias", "list", "--tenant", "Northwind"));
    }

    [Theory]
    [InlineData(ExitCode.Refused, "add", "--tenant", "Northwind", "--name", "gpt-4o", "--model", "gpt-5")]
    [InlineData(ExitCode.Refused, "add", "--tenant", "Northwind", "--name", "azure/gpt-4o", "--model", "azure/gpt-4o")]
    [InlineData(ExitCode.Refused, "remove", "--tenant", "Northwind", "--name", "gpt-4o")]
    [InlineData(ExitCode.Usage, "add", "--tenant", "Nobody", "--name", "gpt-4o", "--model", "azure/gpt-4o")]
    [InlineData(ExitCode.Usage, "add", "--tenant", "Northwind", "--name", "gpt-4o")]
    public async Task Run_WrongInput_ExitsAsTheContractSays_G25(int expected, params string[] arguments)
    {
        await SetUpAsync();

        var (exit, output, error) = await RunAsync(["alias", .. arguments]);

        Assert.Equal((expected, ""), (exit, output));
        Assert.NotEmpty(error);
    }

    private async Task SetUpAsync()
    {
        var file = _folder.File("prices.json");
        await File.WriteAllTextAsync(file, Prices);
        await RunAsync("tenant", "add", "--name", "Northwind");
        await RunAsync("import", "prices", file, "--tenant", "Northwind");
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var exit = await CommandLine.RunAsync(
            [.. arguments, $"--ConnectionStrings:Bluebear=Data Source={_folder.File("bluebear.db")}"], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}

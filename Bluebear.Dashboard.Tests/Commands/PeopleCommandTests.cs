using Bluebear.Dashboard.Commands;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Commands;

public sealed class PeopleCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TenantAdd_NewName_PrintsTheIdAndNothingElse()
    {
        var (exit, output, error) = await RunAsync("tenant", "add", "--name", "Northwind", "--time-zone", "Europe/Berlin");
        Assert.Equal((ExitCode.Done, ""), (exit, error));
        Assert.True(PublicId.TryParse(PublicId.Tenant, output.TrimEnd('\n'), out var id));
        Assert.Equal(1, id);
    }

    [Theory]
    [InlineData(ExitCode.Refused, "tenant", "add", "--name", "Northwind")]
    [InlineData(ExitCode.Usage, "tenant", "add", "--name", "Contoso", "--time-zone", "Mars/Olympus")]
    [InlineData(ExitCode.Usage, "tenant", "add", "--name", " ")]
    [InlineData(ExitCode.Usage, "tenant", "add")]
    [InlineData(ExitCode.Usage, "user", "add", "--tenant", "Nobody", "--email", "a@b.example", "--role", "Auditor")]
    [InlineData(ExitCode.Usage, "user", "add", "--tenant", "northwind", "--email", "a@b.example", "--role", "Auditor")]
    [InlineData(ExitCode.Usage, "user", "add", "--tenant", "Northwind", "--email", "a@b.example", "--role", "Boss")]
    [InlineData(ExitCode.Usage, "user", "add", "--tenant", "Northwind", "--email", "a@b.example", "--role", "0")]
    [InlineData(ExitCode.Usage, "user", "add", "--tenant", "Northwind", "--email", "nonsense", "--role", "Auditor")]
    [InlineData(ExitCode.Usage, "user", "add", "--tenant", "Northwind", "--email", "a@b.example", "--role", "TeamLead", "--leads", "x")]
    [InlineData(ExitCode.Usage, "key", "add", "--tenant", "Nobody", "--name", "gateway", "--scopes", "billing")]
    [InlineData(ExitCode.Usage, "key", "add", "--tenant", "Northwind", "--name", "gateway", "--scopes", "billing,everything")]
    [InlineData(ExitCode.Usage, "key", "add", "--tenant", "Northwind", "--name", "gateway", "--scopes", ",")]
    [InlineData(ExitCode.Usage, "key", "add", "--tenant", "Northwind", "--name", " ", "--scopes", "billing")]
    [InlineData(ExitCode.Usage, "key", "add", "--tenant", "Northwind", "--name", "k", "--scopes", "billing", "--expires", "soon")]
    [InlineData(ExitCode.Usage, "key", "add", "--tenant", "Northwind", "--name", "k", "--scopes", "billing", "--expires", "2020-01-01")]
    [InlineData(ExitCode.Refused, "key", "add", "--tenant", "Northwind", "--name", "Taken", "--scopes", "billing")]
    [InlineData(ExitCode.Refused, "user", "add", "--tenant", "Northwind", "--email", "ADA@northwind.example", "--role", "Auditor")]
    public async Task Add_WrongInput_ExitsAsTheContractSays(int expected, params string[] arguments)
    {
        await RunAsync("tenant", "add", "--name", "Northwind");
        await RunAsync("user", "add", "--tenant", "Northwind", "--email", "ada@northwind.example", "--role", "FinanceAdmin");
        await RunAsync("key", "add", "--tenant", "Northwind", "--name", "taken", "--scopes", "wallets:read");
        var (exit, output, error) = await RunAsync(arguments);
        Assert.Equal(expected, exit);
        Assert.Empty(output);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserAdd_TenantByIdAndLeadByItsWallet_PrintsAGoodPassword()
    {
        var (_, tenant, _) = await RunAsync("tenant", "add", "--name", "Northwind");
        var wallet = PublicId.Format(PublicId.Account, TenantScopedId.Compose(new TenantId(1), 1));
        var (exit, password, error) = await RunAsync(
            "user", "add", "--tenant", tenant.Trim(), "--email", "lea@northwind.example", "--role", "TeamLead", "--leads", wallet);
        Assert.Equal((ExitCode.Done, ""), (exit, error));
        Assert.True(password.TrimEnd('\n').Length >= 20);
        Assert.DoesNotContain(' ', password);
    }

    [Fact]
    public async Task KeyAdd_SeveralScopes_PrintsTheKeyAndNothingElse()
    {
        await RunAsync("tenant", "add", "--name", "Northwind");
        var (exit, output, error) = await RunAsync(
            "key", "add", "--tenant", "Northwind", "--name", "gateway", "--scopes", "wallets:read, spend:write", "--expires", "2999-01-31");
        Assert.Equal((ExitCode.Done, ""), (exit, error));
        Assert.Matches("^bb_live_[0-9a-z]{13}_[0-9A-Za-z]{46}\n$", output);
    }

    [Theory]
    [InlineData("a long and private sentence\n", ExitCode.Done)]
    [InlineData("password1\n", ExitCode.Refused)]
    [InlineData("short\n", ExitCode.Refused)]
    [InlineData("", ExitCode.Usage)]
    public async Task UserAdd_PasswordPipedIn_IsTakenOrRefusedAndNeverPrinted(string piped, int expected)
    {
        await RunAsync("tenant", "add", "--name", "Northwind");
        var (exit, output, _) = await RunAsync(
            ["user", "add", "--tenant", "Northwind", "--email", "ada@northwind.example", "--role", "Operator", "--password-stdin"], piped);
        Assert.Equal(expected, exit);
        Assert.Empty(output);
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(arguments, "");

    private async Task<(int Exit, string Output, string Error)> RunAsync(string[] arguments, string piped)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(piped);
        var exit = await CommandLine.RunAsync(
            [.. arguments, $"--ConnectionStrings:Bluebear=Data Source={_folder.File("bluebear.db")}"], output, error, input);
        return (exit, output.ToString(), error.ToString());
    }
}

using Bluebear.Dashboard.Commands;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Features.Demo;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Demo;

/// <summary>The demo tenant on a real database.</summary>
public sealed class DemoTenantTests(FilledDemo filled) : IClassFixture<FilledDemo>, IDisposable
{
    private const string Changed = "777";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fill_EmptyDatabase_LeavesBooksThatVerify()
    {
        Assert.Equal(DemoState.Missing, filled.StateBefore);
        filled.CopyTo(_folder.File("demo.db"));
        await using var app = Build(FilledDemo.PasswordSetting);
        var demo = app.Services.GetRequiredService<DemoTenant>();
        await app.Services.GetRequiredService<DemoDatabase>().OpenAsync(default);

        var access = await demo.OpenAsync(default);

        Assert.Equal(DemoState.Finished, await demo.FindStateAsync(default));
        Assert.Equal("a long and private sentence", access.Password);
        Assert.Empty(Assert.Single(app.Services.GetRequiredService<VerifyLedger>().Run()).Differences);
        await using var context = app.Services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().ForTenant(new(1));
        var counts = await context.Transfers.GroupBy(row => row.Type).ToDictionaryAsync(group => group.Key, group => group.Count());
        Assert.Equal((3, 1), (counts[TransferType.Purchase], counts[TransferType.Reversal]));
        Assert.InRange(counts[TransferType.Settlement], 30_000, 60_000);
        Assert.Equal(1, await context.Accounts.CountAsync(row => row.OverageMicroCredits > 0 && row.AvailableMicroCredits == 0));
        Assert.InRange((await context.Transfers.MinAsync(row => row.RecordedAt)), DateTimeOffset.MinValue, Now.AddDays(-120));
        Assert.InRange((await context.Transfers.MaxAsync(row => row.RecordedAt)), Now.AddDays(-1), Now);
        Assert.Equal(3, await context.AccountLeads.CountAsync());
        var budgets = await context.Budgets.ToListAsync();
        Assert.Equal(4, budgets.Select(static row => row.Kind).Distinct().Count());
        Assert.Equal(3, budgets.Select(static row => row.Status).Distinct().Count());
        Assert.Contains(budgets, static row => row is { Status: BudgetStatus.Running, CurrentPeriod: 0 });
        Assert.Equal(1, await context.BudgetPeriods.CountAsync(row => row.State == BudgetPeriodState.Waiting));
        Assert.True(await context.Lots.AnyAsync(row => row.SpentMicroCredits > 0));
        await AssertPasswordsAsync(app, access);
    }

    [Fact]
    public async Task Open_ASecondTime_GivesTheSamePasswordAndKeepsItForItsOwner_X16()
    {
        var passwords = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            await using var app = Build();
            await app.Services.GetRequiredService<DemoDatabase>().OpenAsync(default);
            passwords.Add((await app.Services.GetRequiredService<DemoTenant>().OpenAsync(default)).Password);
        }

        Assert.Equal(passwords[0], passwords[1]);
        var file = Assert.Single(Directory.GetFiles(_folder.Path), file => File.ReadAllText(file).Contains(passwords[0], StringComparison.Ordinal));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Demo_DatabaseOfAnotherTenant_IsRefusedAndLeftAlone()
    {
        string[] database = [Connection];
        await CommandLine.RunAsync([.. database, "tenant", "add", "--name", "Northwind"], TextWriter.Null, TextWriter.Null);
        await using var error = new StringWriter();

        var exit = await CommandLine.RunAsync([.. database, "demo", "--fresh"], TextWriter.Null, error);

        Assert.Equal(ExitCode.Refused, exit);
        Assert.Contains("Northwind", error.ToString(), StringComparison.Ordinal);
        await using var app = Build();
        Assert.Equal("Northwind", await app.Services.GetRequiredService<DemoTenant>().FindOtherTenantAsync(default));
    }

    [Fact]
    public async Task Fill_Interrupted_IsMadeAnew()
    {
        await using var app = Build();
        var (demo, database) = (app.Services.GetRequiredService<DemoTenant>(), app.Services.GetRequiredService<DemoDatabase>());
        await database.OpenAsync(default);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(800));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => demo.FillAsync(soon.Token));
        Assert.NotEqual(DemoState.Finished, await demo.FindStateAsync(default));

        await database.EmptyAsync(default);

        Assert.Equal(DemoState.Missing, await demo.FindStateAsync(default));
    }

    [Fact]
    public async Task Demo_StartedAgain_IsKeptAndWithFreshMadeAnew()
    {
        filled.CopyTo(_folder.File("demo.db"));
        var first = await StartAsync();
        Assert.Equal(4, first.Count(line => line.Contains('@', StringComparison.Ordinal)));
        Assert.Equal("Password: a long and private sentence", first[^1]);
        await ChangeRateAsync();

        Assert.Equal(first[1..], (await StartAsync())[1..]);
        Assert.Equal(Changed, await RateAsync());

        Assert.Equal(first[1..], (await StartAsync("--fresh"))[1..]);
        Assert.NotEqual(Changed, await RateAsync());
    }

    // What it prints up to the password, which is the last of it.
    private async Task<List<string>> StartAsync(params string[] options)
    {
        using var child = ChildProcess.Start(["bluebear", Connection, $"--urls=http://localhost:{FreePort.Find()}",
            FilledDemo.PasswordSetting, "--Logging:LogLevel:Default=None", "demo", .. options]);
        var lines = new List<string>();
        while (lines.LastOrDefault()?.StartsWith("Password: ", StringComparison.Ordinal) != true)
        {
            lines.Add(await child.ReadLineAsync() ?? throw new InvalidOperationException("The demo ended."));
        }

        return lines;
    }

    private async Task ChangeRateAsync() => await AskAsync($"UPDATE tenants SET credits_per_usd = '{Changed}'");

    private Task<object?> RateAsync() => AskAsync("SELECT credits_per_usd FROM tenants");

    // By a connection of its own: a pooled one would go on reading the file that was made anew.
    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_folder.File("demo.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private string Connection => $"--ConnectionStrings:Bluebear=Data Source={_folder.File("demo.db")}";

    private WebApplication Build(params string[] settings) =>
        BluebearApp.Build([Connection, "--Logging:LogLevel:Default=Warning", .. settings]);

    private static async Task AssertPasswordsAsync(WebApplication app, DemoAccess access)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        foreach (var (email, role) in access.People)
        {
            var person = await people.FindByEmailAsync(email);
            Assert.Equal(role, person!.Role);
            Assert.True(await people.CheckPasswordAsync(person, access.Password));
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Bluebear.Dashboard.Commands;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Gateway;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>This assembly as a process of its own, for what only another process can do: hold a lock, or be killed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(string[] arguments)
    {
        // A file that can no longer grow must cause an error, as on a full disk, and not end the process.
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true, RedirectStandardInput = true };
        string[] all = ["-c", "trap '' XFSZ; exec dotnet exec \"$@\"", "sh", typeof(ChildProcess).Assembly.Location, .. arguments];
        all.ToList().ForEach(start.ArgumentList.Add);
        _process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it with a task of <see cref="RunAsync"/>.</summary>
    public static ChildProcess Start(params string[] arguments) => new(arguments);

    /// <summary>Its next line of output, or null at the end.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Lets it end normally and waits for that.</summary>
    public async Task EndAsync()
    {
        await _process.StandardInput.WriteLineAsync("end");
        await _process.WaitForExitAsync();
    }

    /// <summary>Kills it without warning (kill -9) and waits until it has ended.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>What the child does.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["hold-gate", var file]:
                await DatabaseChild.HoldGateAsync(file);
                return 0;
            case ["hold-database", var file]:
                await DatabaseChild.HoldDatabaseAsync(file);
                return 0;
            case ["migrate-and-die", var file, var command]:
                await DatabaseChild.MigrateAndDieAsync(file, int.Parse(command, CultureInfo.InvariantCulture));
                return 0;
            case ["bluebear", .. var rest]:
                return await CommandLine.RunAsync(rest, Console.Out, Console.Error);
            case ["serve", var file]:
                await DatabaseChild.ServeAsync(file);
                return 0;
            case ["post", var file, var prefix]:
                await DatabaseChild.PostAsync(file, prefix);
                return 0;
            case ["catch-up", var file, var hangs]:
                await DatabaseChild.CatchUpAsync(file, hangs);
                return 0;
            case ["hold-and-settle", var file, var prefix]:
                await DatabaseChild.HoldAndSettleAsync(file, prefix);
                return 0;
            case ["stand-in-model", var address]:
                await StandInModel.Build(address, new(1_200, 1_000, 300)).RunAsync();
                return 0;
            case ["gateway", var address, var bluebear, var model]:
                await GatewayApp.Build(address, new(bluebear), Environment.GetEnvironmentVariable("BLUEBEAR_KEY") ?? "", new(model)).RunAsync();
                return 0;
            default:
                return 2;
        }
    }
}

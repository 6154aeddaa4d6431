using System.CommandLine;
using System.Diagnostics;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features.Alerts;
using Bluebear.Dashboard.Features.Demo;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>demo</c>: serves a demo company with months of spend.</summary>
internal static class DemoCommand
{
    /// <summary>The command, for the root.</summary>
    public static Command Create(string[] settings)
    {
        var fresh = new Option<bool>("--fresh") { Description = "Make the company again, dated from today." };
        var command = new Command("demo", "Serves a demo company with months of AI spend. It is made on the first run and kept.") { fresh };
        command.SetAction((parsed, cancellation) => RunAsync(
            settings, parsed.GetValue(fresh), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] settings, bool fresh, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        await using var app = BluebearApp.Build(settings, UseOwnFile);
        var demo = app.Services.GetRequiredService<DemoTenant>();
        await PrepareAsync(app.Services, demo, fresh, error, cancellation);
        var access = await demo.OpenAsync(cancellation);
        await app.StartAsync(cancellation);
        await TellAsync(output, app.Urls, access);
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }

    private static void UseOwnFile(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[DatabaseOptions.ConnectionStringKey]))
        {
            builder.Configuration[DatabaseOptions.ConnectionStringKey] = DemoDatabase.OwnFile;
        }
    }

    private static async Task PrepareAsync(
        IServiceProvider services, DemoTenant demo, bool fresh, TextWriter error, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<DemoDatabase>();
        await database.OpenAsync(cancellation);
        if (await demo.FindOtherTenantAsync(cancellation) is { } other)
        {
            throw CommandFailure.Refused($"The database contains \"{other}\", but the demo needs its own database. Name another file in ConnectionStrings__Bluebear.");
        }

        var state = await demo.FindStateAsync(cancellation);
        if (state == DemoState.Finished && !fresh)
        {
            return;
        }

        if (state != DemoState.Missing)
        {
            await database.EmptyAsync(cancellation);
        }

        await error.WriteLineAsync("Making the demo company; this takes a few seconds, once.");
        var started = Stopwatch.GetTimestamp();
        var tenant = await demo.FillAsync(cancellation);
        await services.GetRequiredService<SettleDemoAlerts>().RunAsync(tenant, DemoCast.Operations.Email, cancellation);
        await error.WriteLineAsync($"Made in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s.");
    }

    private static async Task TellAsync(TextWriter output, ICollection<string> addresses, DemoAccess access)
    {
        foreach (var address in addresses)
        {
            await output.WriteLineAsync(address);
        }

        foreach (var (email, role) in access.People)
        {
            await output.WriteLineAsync($"{email} {role}");
        }

        await output.WriteLineAsync($"Password: {access.Password}");
        await output.FlushAsync();
    }
}

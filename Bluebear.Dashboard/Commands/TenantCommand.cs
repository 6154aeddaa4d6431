using System.CommandLine;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Tenants;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>tenant add</c>: creates a tenant and prints its id.</summary>
internal static class TenantCommand
{
    private static readonly Option<string> Name =
        new("--name") { Required = true, Description = "The company's name, 1-100 characters." };

    private static readonly Option<string> Zone = new("--time-zone")
    {
        Description = "The IANA name of its time zone (Europe/Berlin).",
        DefaultValueFactory = _ => TimeZones.Default,
    };

    /// <summary>The command with its subcommands.</summary>
    public static Command Create(string[] settings)
    {
        var add = new Command("add", "Adds a tenant in Shared Pool mode and prints its id.") { Name, Zone };
        add.SetAction((parsed, cancellation) => CommandHost.RunAsync(settings, async (services, cancelled) =>
        {
            var tenant = await AddAsync(services, parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Zone), cancelled);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(PublicId.Format(PublicId.Tenant, tenant.Value));
            return ExitCode.Done;
        }, cancellation));
        return new Command("tenant", "The companies of this installation.") { add };
    }

    private static async Task<TenantId> AddAsync(IServiceProvider services, string name, string zone, CancellationToken cancellation)
    {
        var created = await services.GetRequiredService<CreateTenant>().CreateAsync(name, zone, AuditActor.CommandLine, cancellation);
        return created.Refusal switch
        {
            null => created.Tenant,
            TenantRefusal.NameTaken => throw CommandFailure.Refused(created.Problem),
            _ => throw CommandFailure.Usage(created.Problem),
        };
    }
}

using System.CommandLine;
using Bluebear.Dashboard.Features.Prices.Aliases;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>alias add</c>, <c>alias remove</c>, <c>alias list</c>: other names of models, as gateways send them.</summary>
internal static class AliasCommand
{
    private static readonly Option<string> Tenant = new("--tenant") { Required = true, Description = "The tenant, by id or exact name." };
    private static readonly Option<string> Name = new("--name") { Required = true, Description = "The name exactly as requests send it." };
    private static readonly Option<string> Model = new("--model") { Required = true, Description = "The model in the price list." };

    /// <summary>The command with its subcommands.</summary>
    public static Command Create(string[] settings)
    {
        var add = new Command("add", "Lets a name cost what a model of the price list costs.") { Tenant, Name, Model };
        add.SetAction((parsed, cancellation) => CommandHost.RunAsync(settings, (services, cancelled) => AddAsync(parsed, services, cancelled), cancellation));
        var remove = new Command("remove", "Removes a name. Usage that was priced by it keeps its price.") { Tenant, Name };
        remove.SetAction((parsed, cancellation) => CommandHost.RunAsync(settings, (services, cancelled) => RemoveAsync(parsed, services, cancelled), cancellation));
        var list = new Command("list", "Prints the names and their models, a line each, separated by a tab.") { Tenant };
        list.SetAction((parsed, cancellation) => CommandHost.RunAsync(settings, (services, cancelled) => ListAsync(parsed, services, cancelled), cancellation));
        return new Command("alias", "Other names of models.") { add, remove, list };
    }

    private static async Task<int> AddAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellation)
    {
        var tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancellation);
        var alias = new ModelAlias(parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Model));
        var problem = await services.GetRequiredService<AliasStore>().SetAsync(tenant, alias, AuditActor.CommandLine, cancellation);
        return problem is null ? ExitCode.Done : throw CommandFailure.Refused(problem.Message);
    }

    private static async Task<int> RemoveAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellation)
    {
        var tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancellation);
        return await services.GetRequiredService<AliasStore>()
            .RemoveAsync(tenant, parsed.GetRequiredValue(Name), AuditActor.CommandLine, cancellation)
            ? ExitCode.Done
            : throw CommandFailure.Refused("The tenant has no alias of that name.");
    }

    private static async Task<int> ListAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellation)
    {
        var tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancellation);
        foreach (var alias in await services.GetRequiredService<AliasStore>().ReadAsync(tenant, cancellation))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{alias.Alias}\t{alias.Model}");
        }

        return ExitCode.Done;
    }
}

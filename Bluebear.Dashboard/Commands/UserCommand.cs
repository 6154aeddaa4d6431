using System.CommandLine;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Identity.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>user add</c>: adds a person and prints a generated password, unless one is piped in.</summary>
internal static class UserCommand
{
    private static readonly Option<string> Tenant = new("--tenant") { Required = true, Description = "The tenant, by id or exact name." };
    private static readonly Option<string> Email = new("--email") { Required = true, Description = "The address to sign in with." };

    private static readonly Option<string> Role = new("--role")
    {
        Required = true,
        Description = $"One of {string.Join(", ", Roles.All)}.",
    };

    private static readonly Option<string> Leads =
        new("--leads") { Description = "The wallets that a team lead sees: ids or refs, separated by commas." };

    private static readonly Option<bool> PasswordFromInput =
        new("--password-stdin") { Description = "Reads the password from the first line of standard input." };

    /// <summary>The command with its subcommands.</summary>
    public static Command Create(string[] settings, TextReader input)
    {
        var add = new Command("add", "Adds a person and prints a generated password, unless one is piped in.")
            { Tenant, Email, Role, Leads, PasswordFromInput };
        add.SetAction((parsed, cancellation) => CommandHost.RunAsync(settings,
            (services, cancelled) => AddAsync(parsed, services, input, cancelled), cancellation));
        return new Command("user", "The people who sign in.") { add };
    }

    private static async Task<int> AddAsync(ParseResult parsed, IServiceProvider services, TextReader input,
        CancellationToken cancellation)
    {
        var tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancellation);
        if (!Roles.TryParse(parsed.GetRequiredValue(Role), out var role))
        {
            throw CommandFailure.Usage($"There is no role \"{parsed.GetRequiredValue(Role)}\". Roles: {string.Join(", ", Roles.All)}.");
        }

        var leads = await FindLeadsAsync(services, tenant, parsed.GetValue(Leads), cancellation);
        var piped = parsed.GetValue(PasswordFromInput);
        var password = piped ? await ReadPasswordAsync(input, cancellation) : GeneratedPassword.Create();
        var person = new NewPerson(parsed.GetRequiredValue(Email), role, password, leads);
        var added = await services.GetRequiredService<AddPerson>().AddAsync(tenant, person, AuditActor.CommandLine, cancellation);
        ThrowIfRefused(added);
        if (!piped)
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(password);
        }

        return ExitCode.Done;
    }

    private static void ThrowIfRefused(AddedPerson added)
    {
        if (added.Refusal is { } refusal)
        {
            throw refusal is PeopleRefusal.EmailMalformed ? CommandFailure.Usage(added.Problem) : CommandFailure.Refused(added.Problem);
        }
    }

    private static async Task<string> ReadPasswordAsync(TextReader input, CancellationToken cancellation) =>
        await input.ReadLineAsync(cancellation) is { Length: > 0 } password
            ? password
            : throw CommandFailure.Usage("There is no password on standard input.");

    private static async Task<IReadOnlyList<AccountId>> FindLeadsAsync(IServiceProvider services, TenantId tenant, string? names,
        CancellationToken cancellation)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<BluebearDbContext>>();
        await using var context = contexts.ForTenant(tenant);
        List<AccountId> found = [];
        foreach (var name in (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            found.Add(await LedAccounts.FindAsync(context, name, cancellation)
                ?? throw CommandFailure.Usage($"There is no wallet \"{name}\"."));
        }

        return found;
    }
}

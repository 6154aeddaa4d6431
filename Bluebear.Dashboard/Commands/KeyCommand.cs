using System.CommandLine;
using System.Globalization;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>key add</c>: creates an API key and prints it once.</summary>
internal static class KeyCommand
{
    private static readonly Option<string> Tenant = new("--tenant") { Required = true, Description = "The tenant, by id or exact name." };
    private static readonly Option<string> Name = new("--name") { Required = true, Description = "The program that uses it, 1-100 characters." };

    private static readonly Option<string> Scopes = new("--scopes")
    {
        Required = true,
        Description = $"Its scopes, separated by commas: {ScopeNames}.",
    };

    private static readonly Option<string?> Expires = new("--expires")
    {
        Description = "When it expires, such as 2027-01-31 or 2027-01-31T12:00:00Z; a day begins at midnight UTC.",
    };

    private static string ScopeNames => string.Join(", ", KeyScopeNames.All.Select(row => row.Name));

    /// <summary>The command with its subcommands.</summary>
    public static Command Create(string[] settings)
    {
        var add = new Command("add", "Creates an API key and prints it; it cannot be shown again.") { Tenant, Name, Scopes, Expires };
        add.SetAction((parsed, cancellation) => CommandHost.RunAsync(settings,
            (services, cancelled) => AddAsync(parsed, services, cancelled), cancellation));
        return new Command("key", "The API keys of programs.") { add };
    }

    private static async Task<int> AddAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellation)
    {
        var tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancellation);
        if (!KeyScopeNames.TryParse(parsed.GetRequiredValue(Scopes), out var scopes, out var unknown))
        {
            throw CommandFailure.Usage($"There is no scope \"{unknown}\". Scopes: {ScopeNames}.");
        }

        var key = new NewKey(parsed.GetRequiredValue(Name), scopes, ReadExpiry(parsed.GetValue(Expires)));
        var added = await services.GetRequiredService<AddKey>().AddAsync(tenant, key, AuditActor.CommandLine, cancellation);
        if (added.Problem is { } problem)
        {
            throw added.Refusal == KeyRefusal.NameTaken ? CommandFailure.Refused(problem) : CommandFailure.Usage(problem);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(added.Text);
        return ExitCode.Done;
    }

    private static DateTimeOffset? ReadExpiry(string? text) =>
        text is null ? null
        : DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant
        : throw CommandFailure.Usage("--expires must be a day such as 2027-01-31 or an instant such as 2027-01-31T12:00:00Z.");
}

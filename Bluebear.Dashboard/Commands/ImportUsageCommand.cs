using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Identity.Audit;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>import usage</c>: records real usage from a file, each row once.</summary>
internal static class ImportUsageCommand
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "The file." };
    private static readonly Option<string> Tenant = ImportCommand.Tenant();
    private static readonly Option<string?> Workspace = new("--workspace") { Description = "The workspace of rows that name none: id, ref or name." };
    private static readonly Option<string?> User = new("--user") { Description = "The user of rows that name none." };
    private static readonly Option<string?> Model = new("--model") { Description = "The model of rows that name none." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Reports and exits like the import, but records nothing." };
    private static readonly Option<string?> Format = FormatOption();

    private static readonly Option<UsageColumns?> Columns = new("--columns")
    {
        HelpName = "NAME=COLUMN,...",
        Description = "The file's names for the format's columns: occurred_at=date,amount=cost. Columns that are not named are then ignored.",
        CustomParser = Named,
    };

    private static readonly Option<string?> By = PriceByOption();

    private static readonly Option<long?> Spread = new("--spread")
    {
        HelpName = "SEED",
        Description = "Fills missing values with the tenant's workspaces, users and priced models by a seeded Zipf rule. For trials.",
        CustomParser = Seed,
    };

    public static Command Create(string[] settings)
    {
        var command = new Command("usage", "Imports usage. A second run of the same file accepts nothing.")
        {
            FileName, Tenant, Format, Columns, By, Workspace, User, Model, Spread, DryRun,
        };
        command.SetAction((parsed, cancellation) => RunAsync(settings, parsed, cancellation));
        return command;
    }

    private static long? Seed(ArgumentResult result)
    {
        if (long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
        {
            return seed;
        }

        result.AddError("--spread takes a whole number, the seed.");
        return null;
    }

    private static UsageColumns? Named(ArgumentResult result)
    {
        if (UsageColumns.TryParse(result.Tokens[0].Value, out var columns))
        {
            return columns;
        }

        result.AddError("--columns takes pairs such as occurred_at=date,amount=cost, each name once.");
        return null;
    }

    private static Option<string?> PriceByOption()
    {
        var option = new Option<string?>("--price-by")
        {
            Description = "Whose figure counts for a row that has both: the price list's, what the gateway spent, or (auto, the default) "
                + "what it spent where the list lacks the price of a part that the row used, and otherwise the list's.",
        };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<PriceBy>().Select(PriceByNames.Of)]);
        return option;
    }

    private static Option<string?> FormatOption()
    {
        var option = new Option<string?>("--format") { Description = "The format of the file. Default: detected from its first line." };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<UsageFormat>().Select(UsageFormats.Name)]);
        return option;
    }

    private static async Task<int> RunAsync(string[] settings, ParseResult parsed, CancellationToken cancellation)
    {
        await using var stream = ImportCommand.OpenFile(parsed.GetRequiredValue(FileName));
        try
        {
            using var file = UsageFile.Open(stream, UsageFormats.Find(parsed.GetValue(Format)), parsed.GetValue(Columns));
            return await CommandHost.RunAsync(
                settings, (services, cancelled) => ImportAsync(services, parsed, stream, file, cancelled), cancellation);
        }
        catch (Exception problem) when (problem is UsageFormatException or UsageImportOptionException)
        {
            throw CommandFailure.Usage(problem.Message);
        }
    }

    private static async Task<int> ImportAsync(
        IServiceProvider services, ParseResult parsed, FileStream stream, UsageFile file, CancellationToken cancellation)
    {
        var request = new UsageImportRequest
        {
            Tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancellation),
            Actor = AuditActor.CommandLine.Name,
            Workspace = parsed.GetValue(Workspace),
            User = parsed.GetValue(User),
            Model = parsed.GetValue(Model),
            SpreadSeed = parsed.GetValue(Spread),
            PriceBy = PriceByNames.Find(parsed.GetValue(By)) ?? PriceBy.Auto,
            IsDryRun = parsed.GetValue(DryRun),
        };

        // Before the first row, so that a database in use is reported at once, with its holder.
        services.GetRequiredService<ServingLock>().Take("import usage");
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var report = await FileProgress.ShowAsync(
            error, stream, progress => services.GetRequiredService<ImportUsage>().RunAsync(request, file, progress, cancellation));
        await UsageImportOutput.WriteAsync(output, report);
        if (report.IsInterrupted)
        {
            await error.WriteLineAsync("The import ended early. What was accepted stays; run it again for the rest.");
        }

        return report.Rejected.Count > 0 || report.IsInterrupted ? ExitCode.Refused : ExitCode.Done;
    }
}

using System.CommandLine;
using System.Globalization;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>import prices</c>: imports LiteLLM's price list and reports what it left out and why.</summary>
internal static class ImportPricesCommand
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "LiteLLM's model_prices_and_context_window.json." };
    private static readonly Option<string> Tenant = ImportCommand.Tenant();

    private static readonly Option<string?> Rate = new("--credits-per-usd")
    {
        Description = "Credits for a US dollar, stored as the tenant's rate. Default: the tenant's rate, or 1 if it has none.",
    };

    private static readonly Option<string?> ValidFrom = new("--valid-from")
    {
        Description = "The start of the prices: a day of the tenant (2026-01-31) or an instant (2026-01-31T12:00:00Z). Default: "
            + "a model's first price has always been valid, a changed price starts now.",
    };

    private static readonly Option<bool> AcceptJumps = new("--accept-jumps")
    {
        Description = $"Also takes prices above {PriceJumps.MostUsdPerMillion} US dollars for a million tokens (or {PriceJumps.MostUsdPerPiece} for a piece), and "
            + $"prices more than {PriceJumps.MostTimes} times the one before. Without it they are named and not taken.",
    };

    public static Command Create(string[] settings)
    {
        var command = new Command("prices", "Imports LiteLLM's price list.") { FileName, Tenant, Rate, ValidFrom, AcceptJumps };
        command.SetAction((parsed, cancellation) => RunAsync(settings, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, ParseResult parsed, CancellationToken cancellation)
    {
        var rate = ReadRate(parsed.GetValue(Rate));
        var file = await ReadAsync(parsed.GetRequiredValue(FileName), cancellation);
        return await CommandHost.RunAsync(settings, async (services, cancelled) =>
        {
            var tenant = await CommandTenants.RequireAsync(services, parsed.GetRequiredValue(Tenant), cancelled);
            var validFrom = await ReadValidFromAsync(services, tenant, parsed.GetValue(ValidFrom), cancelled);
            var import = await ImportAsync(services, tenant, file, rate, validFrom, parsed.GetValue(AcceptJumps), cancelled);
            await ReportAsync(parsed.InvocationConfiguration.Output, import);
            return import.LeftOut.Any(entry => entry.IsFaulty) || import.Changes.Jumps.Count > 0 ? ExitCode.Refused : ExitCode.Done;
        }, cancellation);
    }

    private static async Task<PriceImport> ImportAsync(IServiceProvider services, TenantId tenant, byte[] file, CreditsPerUsd? rate,
        DateTimeOffset? validFrom, bool acceptJumps, CancellationToken cancellation)
    {
        try
        {
            return await services.GetRequiredService<PriceStore>()
                .ImportAsync(tenant, file, rate, validFrom, acceptJumps, AuditActor.CommandLine, cancellation);
        }
        catch (FormatException problem)
        {
            throw CommandFailure.Usage(problem.Message);
        }
        catch (LedgerUnavailableException problem)
        {
            throw CommandFailure.Refused(problem.Message);
        }
    }

    private static async Task ReportAsync(TextWriter output, PriceImport import)
    {
        var (added, changed, unchanged) = (import.Changes.New.Count, import.Changes.Changed.Count, import.Changes.Unchanged);
        var jumps = import.Changes.Jumps;
        await output.WriteLineAsync($"models {added + changed + unchanged + jumps.Count}");
        await output.WriteLineAsync($"new {added}");
        await output.WriteLineAsync($"changed {changed}");
        await output.WriteLineAsync($"unchanged {unchanged}");
        await output.WriteLineAsync($"left out {import.LeftOut.Count}");
        foreach (var change in import.Changes.Changed)
        {
            await output.WriteLineAsync($"{change.After.Model}: {PriceText.Of(change)}");
        }

        foreach (var entry in import.LeftOut)
        {
            await output.WriteLineAsync($"{entry.Model}: {entry.Reason}");
        }

        foreach (var jump in jumps)
        {
            await output.WriteLineAsync($"not taken: {jump.Change.After.Model}: {string.Join(", ", jump.Parts.Select(PriceText.Of))}");
        }

        foreach (var rounded in import.Rounded)
        {
            await output.WriteLineAsync($"rounded: {rounded.Model}: more than {UnitPrice.Decimals} decimals for {rounded.Parts}");
        }

        foreach (var key in import.LeftOutKeys)
        {
            await output.WriteLineAsync($"without: {key.Key} ({key.Models} {(key.Models == 1 ? "model" : "models")})");
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var file = ImportCommand.OpenFile(path);
        if (file.Length > LiteLlmPriceList.MaxBytes)
        {
            throw CommandFailure.Usage($"The file is larger than {LiteLlmPriceList.MaxBytes / (1024 * 1024)} MiB.");
        }

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private static CreditsPerUsd? ReadRate(string? text) => text is null ? null
        : CreditsPerUsd.TryParse(text, out var rate) ? rate
        : throw CommandFailure.Usage(
            $"--credits-per-usd must be a number above 0, at most {CreditsPerUsd.Max}, with at most {CreditsPerUsd.Decimals} decimals.");

    private static async Task<DateTimeOffset?> ReadValidFromAsync(
        IServiceProvider services, TenantId tenant, string? text, CancellationToken cancellation)
    {
        if (text is null)
        {
            return null;
        }

        if (ImportedInstant.TryParse(text, out var instant))
        {
            return instant;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year is < 1970 or > 9998)
        {
            throw CommandFailure.Usage("--valid-from must be a day such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z.");
        }

        await using var context = await services.GetRequiredService<IDbContextFactory<BluebearDbContext>>().CreateDbContextAsync(cancellation);
        var zone = await context.Tenants.Where(row => row.Id == tenant.Value).Select(row => row.TimeZone).SingleAsync(cancellation);
        return TenantDays.StartOf(day, TimeZones.Of(zone));
    }
}

using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Records a file's usage in the books, each row once, like every other charge.</summary>
/// <remarks>Does not check permissions: the command line belongs to the operator of the machine.</remarks>
public sealed class ImportUsage(IDbContextFactory<BluebearDbContext> contexts, CreditLedger ledger)
{
    /// <summary>Reads a file to its end and posts its rows.</summary>
    /// <param name="request">The tenant, and how to fill missing values.</param>
    /// <param name="file">The file.</param>
    /// <param name="progress">Receives the number of lines done, from time to time.</param>
    /// <param name="cancellation">Stops reading. Rows posted by then stay and are reported.</param>
    /// <exception cref="UsageImportOptionException">An option names something unknown. Nothing was done.</exception>
    public async Task<UsageImportReport> RunAsync(
        UsageImportRequest request, UsageFile file, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (run, zone) = await PrepareAsync(request, file.Format, cancellation);
        foreach (var line in file.Lines(zone).TakeWhile(_ => !run.IsInterrupted && !cancellation.IsCancellationRequested))
        {
            await run.AddAsync(line);
            progress?.Report(run.Lines);
        }

        var report = await run.FinishAsync();
        return report with { IsInterrupted = report.IsInterrupted || cancellation.IsCancellationRequested };
    }

    private async Task<(ImportRun Run, TimeZoneInfo Zone)> PrepareAsync(
        UsageImportRequest request, UsageFormat format, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(request.Tenant);
        var accounts = await ImportAccounts.ReadAsync(context, cancellation);
        var prices = await context.ReadPriceListAsync(cancellation);
        var rate = await context.ReadCreditsPerUsdAsync(request.Tenant, cancellation);
        Check(request, accounts, prices);
        var fill = UsageFill.With(request.Workspace, request.User, request.Model);
        if (request.SpreadSeed is { } seed)
        {
            var users = accounts.Users.Count > 0 ? accounts.Users : await PeopleAsync(context, request.Tenant, cancellation);
            fill = fill.SpreadOver(seed, accounts.Workspaces, users, prices);
        }

        var zone = TimeZones.Of(
            await context.Tenants.Where(row => row.Id == request.Tenant.Value).Select(row => row.TimeZone).SingleAsync(cancellation));
        var groups = await context.ConsumerGroups.Select(group => group.GroupId).ToListAsync(cancellation);
        var facts = new ImportFacts(
            request.Tenant, accounts, groups.ToHashSet(StringComparer.Ordinal), takesUnmapped: format is UsageFormat.LiteLlm);
        return (new(request, fill, new UsagePricer(prices, rate, request.PriceBy), facts, ledger, new BillSums(zone)), zone);
    }

    private static void Check(UsageImportRequest request, ImportAccounts accounts, PriceList prices)
    {
        if (request.Workspace is { } workspace && accounts.FindWorkspace(workspace, DateTimeOffset.MaxValue) is null)
        {
            throw new UsageImportOptionException("This tenant has no such workspace.");
        }

        if (!IsFact(request.User) || !IsFact(request.Model))
        {
            throw new UsageImportOptionException($"A user and a model must have 1-{UsageFacts.MaxTextLength} printable characters.");
        }

        if (request.SpreadSeed is not null && request.Model is null && prices.Models.Count == 0)
        {
            throw new UsageImportOptionException("The tenant has no priced models to spread over. Import a price list first.");
        }
    }

    private static bool IsFact(string? text) =>
        text is null || (text.Length is > 0 and <= UsageFacts.MaxTextLength && !text.Any(char.IsControl));

    private static async Task<IReadOnlyList<string>> PeopleAsync(
        BluebearDbContext context, TenantId tenant, CancellationToken cancellation) =>
        await context.Users.Where(person => person.TenantId == tenant.Value && person.Email != null)
            .Select(person => person.Email!).ToListAsync(cancellation);
}

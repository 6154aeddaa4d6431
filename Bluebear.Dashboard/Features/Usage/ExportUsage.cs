using System.Globalization;
using System.Text;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>A usage view as a file: the lines of its table, all of them, in its order.</summary>
/// <param name="Name">The file's name, with filters and days.</param>
/// <param name="Write">Writes its content.</param>
public sealed record UsageFile(string Name, Func<TextWriter, CancellationToken, Task> Write);

/// <summary>Writes a usage view as comma-separated values.</summary>
/// <remarks>
/// Every line says its days and time zone. Keys come with the ids of accounts, then the figures, with those of the period before; amounts are raw
/// decimals. With money there is a column for each currency, at the average price of what the company has spent.
/// </remarks>
public sealed class ExportUsage(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock, UsageDays? days = null)
{
    private const int LinesBetweenFlushes = 1_000;

    /// <summary>Reads the view of an address. Null where there is too much to add up.</summary>
    /// <exception cref="AccessRefusedException">The caller may not take files, or a filter names an account that is not there or out of sight.</exception>
    public async Task<UsageFile?> PrepareAsync(UsageQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var caller = await callers.RequireAsync(Permission.ExportBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var now = clock.GetUtcNow();
        var (range, _, _) = query.Days(TenantDays.Of(now, caller.TimeZone));
        var report = await ReadUsage.ReadAsync(db, caller, new(range, query.Keys, query.Filters) { Now = now }, days, cancellation);
        if (report.Filters.Any(static filter => filter.IsMissing))
        {
            throw AccessRefusedException.NotFound(caller);
        }

        var lines = UsageRows.Sorted(report, UsageRows.CodeOf(query));
        return report.IsTooMuch ? null : new(NameOf(report), (output, stop) => WriteAsync(report, lines, query.Show == UsageFigure.Money, caller.TimeZone.Id, output, stop));
    }

    private static string NameOf(UsageReport report)
    {
        var range = report.Question.Range;
        string[] parts =
        [
            "usage",
            .. report.Filters.Select(static filter => FileNameParts.Of(filter.Name, filter.Filter.Key.Code())),
            .. report.Question.Keys.Select(static key => "by-" + key.Code()),
            range.First == range.Last ? UsageQuery.Text(range.First) : $"{UsageQuery.Text(range.First)}-to-{UsageQuery.Text(range.Last)}",
        ];
        return string.Join('-', parts) + ".csv";
    }

    private static async Task WriteAsync(
        UsageReport report, IReadOnlyList<UsageLine> lines, bool withMoney, string zone, TextWriter output, CancellationToken cancellation)
    {
        await using var cells = new CsvCells(output);
        var keys = report.Question.Keys;
        cells.Raw("from").Raw("to").Raw("time_zone");
        foreach (var key in keys)
        {
            cells.Raw(key.Code());
            if (key.IsAccount())
            {
                cells.Raw(key.Code() + "_id");
            }
        }

        string[] figures =
            ["credits", "credits_before", "change_percent", "requests", "input_tokens", "cached_input_tokens", "output_tokens", "credits_per_request"];
        Array.ForEach(figures, figure => cells.Raw(figure));
        string[] currencies = withMoney && report.Price is { } price ? [.. price.Money.Select(static money => money.Currency)] : [];
        Array.ForEach(currencies, currency => cells.Raw("money_" + currency.ToLowerInvariant()));
        await cells.EndAsync(cancellation);
        foreach (var (number, line) in lines.Index())
        {
            Write(cells.Raw(UsageQuery.Text(report.Question.Range.First)).Raw(UsageQuery.Text(report.Question.Range.Last)).Raw(zone), line);
            foreach (var money in currencies.Length == 0 ? [] : report.MoneyOf(line.Sum))
            {
                cells.Raw(money.Amount.ToString("0.####", CultureInfo.InvariantCulture));
            }

            await cells.EndAsync(cancellation);
            if (number % LinesBetweenFlushes == LinesBetweenFlushes - 1)
            {
                await cells.FlushAsync(cancellation);
            }
        }
    }

    private static CsvCells Write(CsvCells cells, UsageLine line)
    {
        foreach (var value in line.Values)
        {
            _ = value.Key.IsTime() ? cells.Raw(value.Code) : cells.Text(value.Code is null ? null : value.Name);
            if (value.Key.IsAccount())
            {
                cells.Raw(value.Code);
            }
        }

        return cells.Raw(line.Sum.Credits.ToString())
            .Raw(line.Before.Credits.ToString())
            .Raw(UsageRows.Share(line.Sum.Credits, line.Before.Credits)?.ToString("0.0", CultureInfo.InvariantCulture))
            .Raw(Count(line.Sum.Requests)).Raw(Count(line.Sum.InputTokens)).Raw(Count(line.Sum.CachedTokens)).Raw(Count(line.Sum.OutputTokens))
            .Raw(line.Sum.Each?.ToString());
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The endpoint behind the usage page's export.</summary>
internal static class UsageCsvEndpoint
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Maps it. It takes the query string of the page.</summary>
    public static void MapUsageCsv(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(DashboardUrls.UsageCsv, ExportAsync).RequireAuthorization();

    private static async Task<IResult> ExportAsync(ExportUsage export, HttpRequest request, HttpResponse response, TimeProvider clock, CancellationToken cancellation)
    {
        var query = UsageQuery.Read(request.Query);
        var (_, from, to) = query.Days(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        if (from is not null || to is not null)
        {
            return Refused(from is null ? "to" : "from", from ?? to!);
        }

        if (await export.PrepareAsync(query, cancellation) is not { } file)
        {
            return Refused("by", "There is too much to add up. Choose fewer days, another group or a filter.");
        }

        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        response.Headers.CacheControl = "no-store";
        await using var output = new StreamWriter(response.Body, Encoding, leaveOpen: true);
        await file.Write(output, cancellation);
        return Results.Empty;
    }

    private static IResult Refused(string field, string message) => Results.ValidationProblem(
        new Dictionary<string, string[]> { [field] = [message] }, extensions: new Dictionary<string, object?> { ["code"] = "invalid_request" });
}

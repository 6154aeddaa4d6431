using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Bluebear.Dashboard.Features.History.Csv;

/// <summary>The endpoint behind the ledger page's export.</summary>
internal static class LedgerCsvEndpoint
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Maps it. A filter that cannot be read is 400 and names the wrong parts.</summary>
    public static void MapLedgerCsv(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(DashboardUrls.LedgerCsv, ExportAsync).RequireAuthorization();

    private static async Task<IResult> ExportAsync(
        ExportTransfers export, TimeProvider clock, HttpResponse response, [AsParameters] Parameters asked, CancellationToken cancellation)
    {
        var (filter, problems) = LedgerFilter.Read(new()
        {
            Show = asked.Show,
            Type = asked.Type,
            Account = asked.Account,
            From = asked.From,
            To = asked.To,
            Search = asked.Search,
        });
        if (problems.Any)
        {
            return Results.ValidationProblem(problems.All.ToDictionary(part => part.Key, part => new[] { part.Value }),
                extensions: new Dictionary<string, object?> { ["code"] = "invalid_request" });
        }

        var file = await export.PrepareAsync(filter, clock.GetUtcNow(), cancellation);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        response.Headers.CacheControl = "no-store";
        await using var output = new StreamWriter(response.Body, Encoding, leaveOpen: true);
        await file.Write(output, cancellation);
        return Results.Empty;
    }

    private sealed record Parameters(
        [property: FromQuery(Name = "show")] string? Show,
        [property: FromQuery(Name = "type")] string? Type,
        [property: FromQuery(Name = "account")] string? Account,
        [property: FromQuery(Name = "from")] string? From,
        [property: FromQuery(Name = "to")] string? To,
        [property: FromQuery(Name = "search")] string? Search);
}

using System.Text.Json;
using Bluebear.Dashboard.Hosting.Web;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>An error answer: <c>application/problem+json</c> with a stable code (contract.md, HTTP API).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of contract.md's codes.</param>
/// <param name="Detail">What is wrong, in a sentence for the client's developer.</param>
public sealed record ApiProblem(int Status, string Code, string Detail) : IResult
{
    /// <summary>The media type of problem documents.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>
    /// The wrong fields of the request (<c>amount</c>, <c>price.amount</c>) with their errors; empty if there are none.
    /// </summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Further members of the document, under their JSON names.</summary>
    public IReadOnlyDictionary<string, object?> Members { get; init; } = new Dictionary<string, object?>();

    /// <summary>Seconds to wait before the next try, or null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>400 <c>invalid_request</c> about one field.</summary>
    public static ApiProblem Invalid(string field, string message) =>
        new(StatusCodes.Status400BadRequest, "invalid_request", message) { Errors = Of(field, message) };

    /// <summary>
    /// 404 <c>not_found</c>, with the field of the body that named the missing thing; null if the path named it.
    /// </summary>
    public static ApiProblem NotFound(string what, string? field = null)
    {
        var message = $"There is no such {what}.";
        var problem = new ApiProblem(StatusCodes.Status404NotFound, "not_found", message);
        return field is null ? problem : problem with { Errors = Of(field, message) };
    }

    /// <summary>Errors about one field.</summary>
    internal static Dictionary<string, string[]> Of(string field, string message) => new() { [field] = [message] };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var document = new Dictionary<string, object?>
        {
            ["type"] = "about:blank",
            ["title"] = Title(Code),
            ["status"] = Status,
            ["code"] = Code,
            ["detail"] = Detail,
            ["trace_id"] = ProblemAnswer.TraceId(httpContext),
        };
        if (Errors.Count > 0)
        {
            document["errors"] = Errors;
        }

        foreach (var (name, value) in Members)
        {
            document[name] = value;
        }

        return httpContext.Response.WriteAsJsonAsync(
            document, (JsonSerializerOptions?)null, ContentType, httpContext.RequestAborted);
    }

    // "insufficient_credits" reads as "Insufficient credits".
    private static string Title(string code) => char.ToUpperInvariant(code[0]) + code[1..].Replace('_', ' ');
}

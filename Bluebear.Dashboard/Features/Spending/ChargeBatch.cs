using System.Text.Json;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Many charges in one call: one bad line spoils nothing else.</summary>
internal static class ChargeBatch
{
    // Enough that the ledger's commits carry many, well below what its bulk lane holds.
    private const int MaxInFlight = 512;

    // Programs name lines of JSON in many ways; what is plainly something else would only be refused line by line.
    private static readonly string[] MediaTypes =
        ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/json", "text/plain", "application/octet-stream"];

    /// <summary>Charges each line of the body.</summary>
    public static async Task<IResult> RunAsync(
        HttpRequest request, SpendBodies bodies, ChargeRequests charges, SpendPostings postings, IOptions<JsonOptions> json, CancellationToken cancellation)
    {
        await postings.CallerAsync(cancellation);
        if (!IsOfLines(request.ContentType))
        {
            return new ApiProblem(StatusCodes.Status415UnsupportedMediaType, "invalid_request",
                "The body has to be a charge in JSON on each line: Content-Type: application/x-ndjson.");
        }

        using var lines = new StreamReader(request.Body);
        var run = new Run(bodies, charges, json.Value.SerializerOptions, cancellation);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            await run.AddAsync(line);
        }

        return Results.Json(await run.FinishAsync());
    }

    private static bool IsOfLines(string? contentType) => contentType is null
        || MediaTypes.Contains(contentType.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase);

    private sealed class Run(SpendBodies bodies, ChargeRequests charges, JsonSerializerOptions json, CancellationToken cancellation)
    {
        private readonly Queue<(long Line, Task<PostingResult> Answer)> _inFlight = new();
        private readonly List<RejectedAnswer> _rejected = [];
        private long _line;
        private long _accepted;
        private long _duplicates;

        public async Task AddAsync(string line)
        {
            _line++;
            if (string.IsNullOrWhiteSpace(line))
            {
                return;
            }

            try
            {
                var body = JsonSerializer.Deserialize<ChargeBody>(line, json) ?? throw new JsonException();
                var key = OperationKey.IsWellFormed(body.IdempotencyKey) && !string.IsNullOrWhiteSpace(body.IdempotencyKey) ? new OperationKey(body.IdempotencyKey!)
                    : throw Fields.Invalid("idempotency_key", "Each line needs a key of 1 to 255 printable ASCII characters.");
                var charge = await bodies.ReadAsync(body, cancellation);
                while (_inFlight.Count >= MaxInFlight)
                {
                    await CountOldestAsync();
                }

                _inFlight.Enqueue((_line, charges.ChargeAsync(charge, key, Lane.Bulk, cancellation)));
            }
            catch (ApiProblemException refused)
            {
                _rejected.Add(new(_line, refused.Problem.Code, refused.Problem.Detail));
            }
            catch (JsonException exception)
            {
                _rejected.Add(new(_line, "invalid_request", exception is UnreadableValueException ? exception.Message : "The line is no charge in JSON."));
            }
        }

        public async Task<BatchAnswer> FinishAsync()
        {
            while (_inFlight.Count > 0)
            {
                await CountOldestAsync();
            }

            return new(_accepted, _duplicates, [.. _rejected.OrderBy(static line => line.Line)]);
        }

        private async Task CountOldestAsync()
        {
            var (line, answer) = _inFlight.Dequeue();
            switch (await answer)
            {
                case PostingResult.Posted:
                    _accepted++;
                    break;
                case PostingResult.AlreadyPosted:
                    _duplicates++;
                    break;
                case PostingResult.Refused refused:
                    var problem = RefusalProblems.Of(refused.Refusal, RefusalMessages.Of(refused.Refusal));
                    _rejected.Add(new(line, problem.Code, problem.Detail));
                    break;
            }
        }
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Deciding;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Many charges in one call. A bad line does not affect the others.</summary>
internal static class ChargeBatch
{
    // Enough to fill the ledger's commits, and far below the capacity of its bulk lane.
    private const int MaxInFlight = 512;

    // The answer explains this many rejected lines. Further ones are only counted.
    private const int MostRejected = 1_000;

    // Programs use several media types for lines of JSON. Other types are refused at once instead of line by line.
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
                "The body must have one charge in JSON on each line: send Content-Type: application/x-ndjson.");
        }

        // An unknown encoding was refused earlier.
        using var lines = new StreamReader(request.Body, ReadableRequests.EncodingOf(request)!);
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
        private readonly JsonTypeInfo<ChargeBody> _type = (JsonTypeInfo<ChargeBody>)json.GetTypeInfo(typeof(ChargeBody));
        private long _line;
        private long _accepted;
        private long _duplicates;
        private long _rejectedCount;

        public async Task AddAsync(string line)
        {
            _line++;
            if (string.IsNullOrWhiteSpace(line))
            {
                return;
            }

            try
            {
                if (Read(line) is { } body && await ReadAsync(body) is ({ } key, { } charge))
                {
                    await ChargeAsync(charge, key);
                }
            }
            catch (ApiProblemException refused)
            {
                Reject(_line, refused.Problem);
            }
        }

        private ChargeBody? Read(string line)
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            if (JsonCheck.ProblemOf(bytes, _type) is var (field, message))
            {
                Reject(_line, "invalid_request", field.Length == 0 ? message : $"{field}: {message}");
                return null;
            }

            return JsonSerializer.Deserialize(bytes, _type);
        }

        private async Task<(OperationKey? Key, SpendRequest? Charge)> ReadAsync(ChargeBody body)
        {
            var checks = new FieldChecks();
            checks.Require(OperationKey.IsWellFormed(body.IdempotencyKey) && !string.IsNullOrWhiteSpace(body.IdempotencyKey),
                "idempotency_key", "Each line needs a key of 1 to 255 printable ASCII characters.");
            var charge = await bodies.TryReadAsync(body, checks, cancellation);
            if (checks.Problem is { } problem)
            {
                Reject(_line, problem);
                return default;
            }

            return (new(body.IdempotencyKey!), charge);
        }

        private async Task ChargeAsync(SpendRequest charge, OperationKey key)
        {
            while (_inFlight.Count >= MaxInFlight)
            {
                await CountOldestAsync();
            }

            _inFlight.Enqueue((_line, charges.ChargeAsync(charge, key, Lane.Bulk, cancellation)));
        }

        private void Reject(long line, ApiProblem problem) => Reject(line, problem.Code, problem.Detail);

        private void Reject(long line, string code, string detail)
        {
            if (++_rejectedCount <= MostRejected)
            {
                _rejected.Add(new(line, code, detail));
            }
        }

        public async Task<BatchAnswer> FinishAsync()
        {
            while (_inFlight.Count > 0)
            {
                await CountOldestAsync();
            }

            return new(_accepted, _duplicates, _rejectedCount, [.. _rejected.OrderBy(static line => line.Line)]);
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
                    Reject(line, RefusalProblems.Of(refused.Refusal, RefusalMessages.Of(refused.Refusal)));
                    break;
            }
        }
    }
}

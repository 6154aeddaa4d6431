using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>One chat completion: ask who pays, call the model, settle what it used or give back what was held.</summary>
internal sealed class ChatProxy(SpendDecisions spend, ModelProvider provider, RecentAnswers answers, ILogger<ChatProxy> logger)
{
    public async Task<IResult> AnswerAsync(HttpRequest http, CancellationToken cancellation)
    {
        if (await ChatRequest.ReadAsync(http, cancellation) is not { } request)
        {
            return Answer(HttpStatusCode.BadRequest, OpenAiErrors.Of("A model, messages and no streaming, please.", "invalid_request"));
        }

        var (status, body) = await answers.GetAsync(request, () => DecideAsync(request));
        return Answer(status, body);
    }

    // To its end even if the caller leaves: the provider bills it all the same, and the caller may come back for the answer.
    private async Task<(HttpStatusCode, JsonObject)> DecideAsync(ChatRequest request)
    {
        var hold = await spend.ReserveAsync(request);
        return hold.IsDone ? await CompleteAsync(hold.Body["id"]!.ToString(), request) : (hold.Status, OpenAiErrors.Of(hold));
    }

    private async Task<(HttpStatusCode, JsonObject)> CompleteAsync(string hold, ChatRequest request)
    {
        var (status, body) = await provider.CompleteAsync(request);
        var ended = status == HttpStatusCode.OK
            ? await spend.SettleAsync(hold, request, ModelProvider.UsageOf(body))
            : await spend.ReleaseAsync(hold, request);
        if (!ended.IsDone)
        {
            // The answer is there and belongs to its caller; the hold ends by its time limit at the latest.
            logger.LogError("Hold {Hold} was not ended: {Status} {Code}", hold, ended.Status, ended.Body["code"]?.ToString());
        }

        return (status, body);
    }

    private static IResult Answer(HttpStatusCode status, JsonObject body) => Results.Json(body, statusCode: (int)status);
}

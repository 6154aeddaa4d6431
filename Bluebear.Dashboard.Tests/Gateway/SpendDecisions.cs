using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>What the gateway asks of Bluebear. Every call carries a key, so that it may be sent again until an answer comes.</summary>
internal sealed class SpendDecisions(HttpClient bluebear)
{
    private const int Attempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks for credits for a request: a hold (201), or why not (402 and the like).</summary>
    public Task<SpendAnswer> ReserveAsync(ChatRequest request) =>
        PostAsync("/v1/reservations", request.Facts, $"{request.Id}:reserve");

    /// <summary>
    /// Says what the request used; where nobody knows (null), the estimate counts. A hold that ended too early does not lose it: then it is
    /// charged by itself.
    /// </summary>
    public async Task<SpendAnswer> SettleAsync(string hold, ChatRequest request, TokenUsage? usage)
    {
        var settled = await PostAsync($"/v1/reservations/{hold}/settle", usage?.ToJson() ?? [], $"{request.Id}:settle");
        return settled.Body["code"]?.ToString() == "reservation_finished" ? await ChargeLateAsync(hold, request, usage) : settled;
    }

    /// <summary>Gives back what was held: the request used nothing.</summary>
    public Task<SpendAnswer> ReleaseAsync(string hold, ChatRequest request) =>
        PostAsync($"/v1/reservations/{hold}/release", [], $"{request.Id}:release");

    private Task<SpendAnswer> ChargeLateAsync(string hold, ChatRequest request, TokenUsage? usage)
    {
        var charge = request.Facts.DeepClone().AsObject();
        charge.Remove("max_output_tokens");
        charge["output_tokens"] = request.Facts["max_output_tokens"]!.DeepClone();
        foreach (var (name, value) in usage?.ToJson() ?? [])
        {
            charge[name] = value?.DeepClone();
        }

        charge["reservation"] = hold;
        return PostAsync("/v1/charges", charge, $"{request.Id}:charge");
    }

    private async Task<SpendAnswer> PostAsync(string path, JsonObject body, string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await TryPostAsync(path, body, key);
            if (answer.Status is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests) || attempt == Attempts)
            {
                return answer;
            }

            await Task.Delay(FirstPause * attempt);
        }
    }

    private async Task<SpendAnswer> TryPostAsync(string path, JsonObject body, string key)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await bluebear.SendAsync(request);
            return new(answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonObject>() ?? []);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return new(HttpStatusCode.ServiceUnavailable, new() { ["code"] = "unavailable", ["detail"] = "Nobody could be asked who pays." });
        }
    }
}

/// <summary>What Bluebear answered.</summary>
internal sealed record SpendAnswer(HttpStatusCode Status, JsonObject Body)
{
    public bool IsDone => (int)Status is >= 200 and < 300;
}

/// <summary>What a provider says that a request used.</summary>
internal sealed record TokenUsage(long Input, long CachedInput, long Output)
{
    /// <summary>The same as Bluebear's settlement takes it.</summary>
    public JsonObject ToJson() => new() { ["input_tokens"] = Input, ["cached_input_tokens"] = CachedInput, ["output_tokens"] = Output };
}
